// Formulas that are written as words between spaces.

// "y⟨t⟩" and "a→⟨t⟩" get their time raised, "W_a", "q′_i" and "Σ_j∈S" their index lowered, "log₂" and names stand upright.
function formulaParts(text) {
  return text.split(" ").map((part) => {
    const [, base, time] = part.match(/^(\S[→←]?)⟨(.+)⟩$/u) ?? [], [, name, prime, index] = part.match(/^(.)(′?)_(.+)$/u) ?? [];
    if (base) return m("msup", {}, m("mi", {}, base), m("mrow", {}, m("mo", { stretchy: "false" }, "⟨"), ...formulaParts(time), m("mo", { stretchy: "false" }, "⟩")));
    if (/^[ΣΠ]$/.test(name ?? "")) return m("msub", {}, m("mo", { movablelimits: "false", largeop: "false", stretchy: "false" }, name), m("mi", {}, index));
    if (name) return m("msub", {}, prime ? m("mrow", {}, m("mi", {}, name), m("mo", { lspace: "0", rspace: "0" }, prime)) : m("mi", {}, name), m("mi", {}, index));
    if (part === "log₂") return m("mrow", {}, m("mi", {}, part), m("mspace", { width: "0.2em" }));
    return /^[\p{L}−\d]+$/u.test(part) && /\p{L}/u.test(part) ? m("mi", {}, part) : m("mo", { stretchy: "false", lspace: "0.12em", rspace: "0.12em" }, part);
  });
}
