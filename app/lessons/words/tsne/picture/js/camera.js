// From the map to the screen: pan and zoom, and in three dimensions a turn by two angles.

class Camera {
  constructor() {
    this.width = this.height = 1;
    this.reset();
  }

  reset() {
    this.zoom = 1;
    this.x = this.y = 0;
    this.yaw = 0.5;
    this.pitch = 0.35;
  }

  // Pixels of the farthest coordinate: as large as the picture lets it be.
  get unit() {
    const [side, up] = this.reach ?? [1, 1];
    return 0.46 * Math.min(this.width / side, this.height / up) * this.zoom;
  }

  // Screen places (x, y, depth) of all points.
  project(points, dims, out) {
    const { unit, yaw, pitch } = this, cx = this.width / 2 + this.x, cy = this.height / 2 + this.y;
    if (dims < 3) {
      for (let i = 0; i < points.length; i += 3) {
        out[i] = cx + points[i] * unit;
        out[i + 1] = cy - points[i + 1] * unit;
        out[i + 2] = 0;
      }
      return;
    }
    const [cosYaw, sinYaw, cosPitch, sinPitch] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
    for (let i = 0; i < points.length; i += 3) {
      const x = points[i] * cosYaw + points[i + 2] * sinYaw, z = points[i + 2] * cosYaw - points[i] * sinYaw;
      const y = points[i + 1] * cosPitch - z * sinPitch, depth = z * cosPitch + points[i + 1] * sinPitch;
      const near = 0.7 / (1 - depth * 0.28);
      out[i] = cx + x * unit * near;
      out[i + 1] = cy - y * unit * near;
      out[i + 2] = depth;
    }
  }

  zoomAt(factor, x, y) {
    const zoom = clamp(this.zoom * factor, 0.5, 60), change = zoom / this.zoom;
    this.x = (this.x - (x - this.width / 2)) * change + (x - this.width / 2);
    this.y = (this.y - (y - this.height / 2)) * change + (y - this.height / 2);
    this.zoom = zoom;
  }

  turn(dx, dy) {
    this.yaw += dx;
    this.pitch = clamp(this.pitch + dy, -1.5, 1.5);
  }
}
