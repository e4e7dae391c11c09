package org.medchain.experiments.report;

import org.medchain.experiments.drawing.Markup;

/**
 * A part of a page that a reader opens who wants it (EXP-37); on paper it is open.
 *
 * @param id to link to
 * @param title of the part
 * @param inside what the part holds, in a few words
 */
record FoldedPart(String id, String title, String inside) {
  String html(String content) {
    return ("<details class=\"part\">\n<summary><h2 id=\"%s\">%s</h2> <span "
            + "class=\"faint\">%s</span></summary>\n%s\n</details>")
        .formatted(id, Markup.escape(title), Markup.escape(inside), content);
  }
}
