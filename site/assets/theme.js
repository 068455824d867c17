// Runs before the style sheet is applied, so that a chosen theme is there at
// the first paint.
document.documentElement.classList.add("js");
try {
    const theme = localStorage.getItem("theme");
    if (theme) {
        document.documentElement.dataset.theme = theme;
    }
} catch {
    // Storage is refused: the system's theme stands.
}
