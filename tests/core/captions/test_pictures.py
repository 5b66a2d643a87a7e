"""Reading pictures: what comes out is what Pillow was given to write."""

import io
import struct

import numpy as np
import pytest
import torch
from PIL import Image, ImageOps
from torch.nn.functional import interpolate

from core.captions import containers, pictures
from core.captions.pictures import read
from core.captions.results import Picture
from tests.core.captions.made_pictures import chunk, png, saved, scene, turned_exif

WRITTEN = {"PNG": {}, "JPEG": {"quality": 95, "subsampling": 0}, "WEBP": {"lossless": True, "exact": True}}
OFF = {"PNG": 0, "JPEG": 4, "WEBP": 0}  # levels by which a pixel of the scene may be off


def off(found: Picture, wanted: np.ndarray | Image.Image) -> int:
    """The largest difference of a channel of a pixel."""
    wanted = np.asarray(wanted, dtype=int)
    assert found.pixels.dtype == np.uint8 and found.pixels.shape == wanted.shape
    return int(np.abs(found.pixels - wanted).max())


def on_white(image: Image.Image) -> Image.Image:
    """By Pillow's own composition, at full size."""
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA")).convert("RGB")


def clear() -> Image.Image:
    """The scene, from opaque to transparent."""
    image = Image.fromarray(scene())
    image.putalpha(Image.fromarray(scene()[..., 1] + 30))
    return image


@pytest.mark.parametrize("kind", WRITTEN)
def test_each_kind_gives_the_pixels_that_went_in(kind):
    assert off(read(saved(scene(), kind, **WRITTEN[kind])), scene()) <= OFF[kind]


@pytest.mark.parametrize("kind, options", [("JPEG", {"progressive": True}), ("WEBP", {"quality": 90})])
def test_other_codings(kind, options):
    assert off(read(saved(scene(), kind, **options)), scene()) <= 24


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_turned_as_pillow_turns_it(kind, orientation):
    data = saved(scene(), kind, exif=turned_exif(orientation), **WRITTEN[kind])
    wanted = ImageOps.exif_transpose(Image.open(io.BytesIO(data)).convert("RGB"))
    assert off(read(data), wanted) == 0
    if orientation == 6:  # row 0 is at the right, column 0 on top: CIPA DC-008, section 4.6.4 A
        assert off(read(data), np.rot90(scene(), -1)) <= OFF[kind]


def test_exif_of_either_order_of_bytes_and_damaged():
    for order, mark in (("<", b"II"), (">", b"MM")):
        exif = mark + struct.pack(f"{order}HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, 6, 0, 0)
        assert Image.open(io.BytesIO(saved(scene(), exif=exif))).getexif()[0x0112] == 6
        assert containers.orientation(b"Exif\0\0" + exif) == containers.orientation(exif) == 6
        assert all(containers.orientation(exif[:end]) == 1 for end in range(20)), "its end is missing"
        assert containers.orientation(exif[:18] + struct.pack(f"{order}H", 9) + exif[20:]) == 1
    assert off(read(saved(scene(), exif=b"MM not this")), scene()) == 0


def test_what_is_transparent_lies_on_white():
    assert off(read(saved(clear())), on_white(clear())) <= 1
    assert off(read(saved(clear(), "WEBP", **WRITTEN["WEBP"])), on_white(clear())) <= 1
    grey = clear().convert("LA")
    assert off(read(saved(grey)), on_white(grey)) <= 1


def test_made_smaller_what_is_transparent_does_not_leak():
    """Red where it is opaque, green where it cannot be seen: of the green nothing may be left."""
    image = np.zeros((1280, 1280, 4), dtype=np.uint8)
    image[:, ::2], image[:, 1::2] = (200, 0, 0, 255), (0, 255, 0, 0)
    found = read(saved(Image.fromarray(image))).pixels[10:-10, 10:-10].astype(int)
    assert np.abs(found - [228, 128, 128]).max() <= 3


def test_palettes():
    opaque = Image.fromarray(scene()).quantize(32)
    assert off(read(saved(opaque)), opaque.convert("RGB")) == 0
    one_clear = saved(opaque, transparency=5)
    assert off(read(one_clear), on_white(Image.open(io.BytesIO(one_clear)))) == 0
    assert (np.asarray(opaque) == 5).any()
    some_clear = clear().quantize(32)
    assert some_clear.mode == "P"
    assert off(read(saved(some_clear)), on_white(some_clear)) <= 1


@pytest.mark.parametrize("mode", ["P", "1", "L", "CMYK"])
def test_made_smaller_colours_are_averaged_whatever_their_mode(mode):
    stripes = np.zeros((1280, 1280), dtype=np.uint8)
    stripes[:, ::2] = 255
    image = Image.fromarray(stripes).convert(mode)
    found = read(saved(image, "JPEG" if mode == "CMYK" else "PNG")).pixels[10:-10, 10:-10].astype(int)
    assert np.abs(found - 127.5).max() <= 2


def test_greys():
    grey = Image.fromarray(scene()).convert("L")
    for kind in ("PNG", "JPEG"):
        assert off(read(saved(grey, kind, **WRITTEN[kind])), grey.convert("RGB")) <= OFF[kind]
    black_and_white = grey.convert("1")
    assert off(read(saved(black_and_white)), black_and_white.convert("RGB")) == 0


def test_sixteen_bits():
    """By the format's definition: a sample of 16 bits is 257 of 8 (or a level beside it)."""
    grey = np.linspace(0, 65_535, 96 * 64).reshape(64, 96).astype(np.uint16)
    wanted = np.repeat(grey[..., None] / 257, 3, axis=2).round()
    assert off(read(saved(Image.fromarray(grey))), wanted) <= 1
    colours = (scene().astype(int) * 257 + 100).astype(">u2")
    rows = b"".join(b"\0" + row.tobytes() for row in colours)
    assert off(read(png(96, 64, 16, 2, rows)), scene()) <= 1
    with_alpha = np.concatenate([colours, np.full((64, 96, 1), 65_535)], axis=2).astype(">u2")
    rows = b"".join(b"\0" + row.tobytes() for row in with_alpha)
    assert off(read(png(96, 64, 16, 6, rows)), scene()) <= 1


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16])
def test_a_grey_that_means_transparent(bits):
    """PNG (W3C 2003), section 11.3.2.1: it counts in the samples' own bits."""
    samples = np.arange(2**bits) if bits <= 8 else np.arange(256) * 257
    samples = np.resize(samples, (8, max(8, len(samples))))
    packed = np.unpackbits(samples.astype(">u2").view(np.uint8).reshape(*samples.shape, 2), axis=2)[..., -bits:]
    rows = b"".join(b"\0" + np.packbits(row).tobytes() for row in packed.reshape(8, -1))
    key = int(samples[0, min(bits - 1, 1)])  # 1, and of a single bit 0: the other is white anyway
    found = read(png(samples.shape[1], 8, bits, 0, rows, chunk(b"tRNS", struct.pack(">H", key)))).pixels
    wanted = np.where(samples == key, 255, samples / (2**bits - 1) * 255)
    assert np.abs(found[..., 0] - wanted).max() <= 1


def test_cmyk_as_printers_store_it():
    """Pillow writes them the other way round, as Adobe does; without a profile each ink is its opposite."""
    inks = Image.fromarray(scene()).convert("CMYK")
    data = saved(inks, "JPEG", quality=95, subsampling=0)
    assert off(read(data), inks.convert("RGB")) <= 4
    assert off(read(data), scene()) <= 4


@pytest.mark.parametrize("names", [b"RGB", b"\1\2\3"])
@pytest.mark.parametrize("options", [{}, {"keep_rgb": True}])
def test_colours_of_a_jpeg_are_those_that_its_markers_say(names, options):
    """By Pillow with the whole file: the names of the channels decide only where JFIF and Adobe left no marker."""
    data = saved(scene(), "JPEG", quality=95, subsampling=0, **options)
    wanted = Image.open(io.BytesIO(data)).convert("RGB")
    frame, scan = data.index(b"\xff\xc0") + 10, data.index(b"\xff\xda") + 5
    renamed = bytearray(data)
    renamed[frame : frame + 9 : 3] = renamed[scan : scan + 6 : 2] = names
    assert off(read(bytes(renamed)), wanted) == 0
    assert off(read(bytes(renamed)), scene()) <= 4


def test_of_several_pictures_in_a_jpeg_the_first():
    image = Image.fromarray(scene())
    data = saved(image, "MPO", save_all=True, append_images=[image.rotate(180)], quality=95, subsampling=0)
    assert off(read(data), scene()) <= 4


def test_of_an_animation_the_first_frame():
    frames = [Image.fromarray(scene()), Image.fromarray(scene()[::-1]), Image.new("RGB", (96, 64))]
    for kind in ("PNG", "WEBP"):
        options = {"save_all": True, "append_images": frames[1:], "duration": 40}
        assert off(read(saved(frames[0], kind, **WRITTEN[kind], **options)), frames[0]) == 0


def test_profiles_and_notes_change_nothing():
    notes = {"icc_profile": b"no profile at all" * 900, "exif": turned_exif(1)}
    for kind, options in WRITTEN.items():
        assert off(read(saved(scene(), kind, **options, **notes)), read(saved(scene(), kind, **options)).pixels) == 0


def test_a_large_one_is_made_smaller_in_its_proportions():
    """Against a fair reduction of the whole by PyTorch, which blurs as much as it leaves out."""
    sizes = {(960, 720): (480, 640), (400, 800): (640, 320), (3000, 8): (2, 640), (2640, 2600): (630, 640)}
    for (width, height), shape in sizes.items():
        image = Image.fromarray(scene()).resize((width, height))
        whole = torch.from_numpy(np.array(image)).permute(2, 0, 1)[None].float()
        wanted = interpolate(whole, shape, mode="bicubic", antialias=True)[0].permute(1, 2, 0).round().numpy()
        for kind in WRITTEN if width < 1000 else ("JPEG",):  # the last is decoded at half its size
            assert off(read(saved(image, kind, **WRITTEN[kind])), wanted) <= OFF[kind] + 3
    assert read(saved(scene(640, 480))).pixels.shape == (480, 640, 3)


def test_the_square_is_the_whole_squashed_as_by_pytorch():
    rough = Picture(np.random.default_rng(0).integers(0, 256, (500, 300, 3), dtype=np.uint8))
    wanted = torch.from_numpy(rough.pixels).permute(2, 0, 1)[None].float()
    for side in (144, 224):
        wanted = interpolate(wanted, (side, side), mode="bicubic", antialias=True).round().clamp(0, 255)
    found = pictures.square(rough)
    assert found.dtype == np.uint8 and found.shape == (224, 224, 3)
    assert np.abs(found - wanted[0].permute(1, 2, 0).numpy()).max() <= 2


def test_a_browser_is_given_files_that_another_reader_reads():
    picture = read(saved(scene()))
    found = pictures.drawn(picture)
    photo, small, square = (Image.open(io.BytesIO(each)) for each in (found.photo, found.small, found.square))
    assert {image.format for image in (photo, small, square)} == {"JPEG"}
    assert (found.width, found.height) == picture.pixels.shape[1::-1]
    whole = Image.fromarray(picture.pixels)
    for image in (photo, small, square):
        assert np.abs(np.asarray(image, float) - np.asarray(whole.resize(image.size), float)).mean() < 8
    assert max(small.size) <= pictures.SMALL
    assert square.size == (pictures.SMALL, pictures.SMALL)
    assert abs(small.width / small.height - whole.width / whole.height) < 0.03
