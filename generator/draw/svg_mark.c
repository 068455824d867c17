#include "draw/svg.h"

#include "draw/text.h"

void
svg_text(const struct drawing *drawing, int x, int y, const char *classes,
         const char *text)
{
    fprintf(drawing->out, "<text class=\"%s\" x=\"%d\" y=\"%d\">", classes, x,
            y);
    text_escape(text, drawing->out);
    fputs("</text>", drawing->out);
}

void
svg_rect(const struct drawing *drawing, struct box box, const char *classes,
         int radius)
{
    fprintf(drawing->out,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"",
            classes, box.x, box.y, box.w, box.h);
    if (radius) {
        fprintf(drawing->out, " rx=\"%d\"", radius);
    }
    fputs("/>", drawing->out);
}

void
svg_letter(const struct drawing *drawing, int x, int y, char letter)
{
    fprintf(drawing->out,
            "<circle class=\"hub\" cx=\"%d\" cy=\"%d\" r=\"9\"/>"
            "<text class=\"letter at-mid\" x=\"%d\" y=\"%d\">%c</text>",
            x, y, x, y + 4, letter);
}
