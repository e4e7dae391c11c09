package org.medchain.paper.text;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.source.SourceOrigin;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.source.SourceTable;
import org.medchain.paper.text.Directive.Alias;
import org.medchain.paper.text.Directive.DirectiveParser;
import org.medchain.paper.text.Directive.IfThere;
import org.medchain.paper.text.Directive.Quotation;
import org.medchain.paper.text.Directive.SourceList;
import org.medchain.paper.text.Directive.TableCell;
import org.medchain.paper.text.Directive.TableOf;
import org.medchain.paper.text.ResolvedText.ResolvedValue;
import org.medchain.paper.value.RowSelection;

/** Replaces the placeholders of one page (CLAIM-7). */
public final class ReportText {
  private static final Pattern FIGURE = Pattern.compile("!\\[[^\\]]*]\\(([^)\\s]+)");
  private static final String SOURCES = "\uE002sources\uE003";
  private static final int HASH_DIGITS = 12;

  private final String file;
  private final Path home;
  private final PaperSources sources;
  private final Map<String, String> aliases = new HashMap<>();
  private final List<ResolvedValue> values = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** For each open {@code if}, whether its present branch counts. */
  private final Deque<Boolean> branches = new ArrayDeque<>();

  private ReportText(String file, Path home, PaperSources sources) {
    this.file = file;
    this.home = home;
    this.sources = sources;
  }

  /**
   * Resolves a page.
   *
   * @param file its path from the project's root
   * @param home the project's root
   * @throws UserInputException with a line for each placeholder and figure that has no source
   */
  public static ResolvedText resolve(String file, String page, Path home, PaperSources sources)
      throws UserInputException {
    ReportText text = new ReportText(file, home, sources);
    StringBuilder markdown = new StringBuilder();
    for (PagePart part : PagePart.of(page)) {
      try {
        markdown.append(part.placeholder() ? text.placeholder(part.text()) : text.prose(part));
      } catch (SourceProblem e) {
        text.problems.add(file + ":" + part.line() + ": " + e.getMessage());
      }
    }
    if (!text.branches.isEmpty()) {
      text.problems.add(file + ": an {{if}} has no {{end}}");
    }
    int at = markdown.indexOf(SOURCES);
    if (at >= 0 && text.problems.isEmpty()) {
      markdown.replace(at, at + SOURCES.length(), text.sourceList());
    }
    if (!text.problems.isEmpty()) {
      throw new UserInputException(text.problems);
    }
    return new ResolvedText(markdown.toString(), List.copyOf(text.values));
  }

  private boolean counts() {
    return !branches.contains(false);
  }

  private String prose(PagePart part) {
    if (!counts()) {
      return "";
    }
    Matcher figure = FIGURE.matcher(part.text());
    while (figure.find()) {
      int line = part.line() + PagePart.lines(part.text().substring(0, figure.start()));
      try {
        sources.file(figurePath(file, figure.group(1)));
      } catch (SourceProblem e) {
        problems.add(file + ":" + line + ": " + e.getMessage());
      }
    }
    return part.text();
  }

  /** Where a figure of a page lies, from the project's root. */
  public static String figurePath(String page, String destination) {
    return Path.of(page).resolveSibling(destination).normalize().toString().replace('\\', '/');
  }

  private String placeholder(String inner) throws SourceProblem {
    return switch (DirectiveParser.parse(inner)) {
      case Alias alias -> {
        aliases.put(alias.name(), alias.path());
        yield "";
      }
      case IfThere branch -> {
        branches.push(sources.exists(branch.path()));
        yield "";
      }
      case Directive.Else other -> {
        branches.push(!open("else"));
        yield "";
      }
      case Directive.End end -> {
        open("end");
        yield "";
      }
      case Quotation quotation -> counts() ? value(quotation, inner) : "";
      case TableOf table -> counts() ? table(table) : "";
      case SourceList list -> counts() ? SOURCES : "";
      case Directive.Contents contents -> counts() ? ResolvedText.CONTENTS : "";
    };
  }

  /** The innermost open branch, which ends here. */
  private boolean open(String word) throws SourceProblem {
    if (branches.isEmpty()) {
      throw new SourceProblem("{{" + word + "}} without {{if PATH}}");
    }
    return branches.pop();
  }

  private SourceTable source(String name) throws SourceProblem {
    if (!name.contains("/") && !aliases.containsKey(name)) {
      throw new SourceProblem(
          "'" + name + "' is no source; short names so far: " + String.join(", ", names()));
    }
    return sources.table(aliases.getOrDefault(name, name));
  }

  private List<String> names() {
    return aliases.isEmpty() ? List.of("none") : aliases.keySet().stream().sorted().toList();
  }

  private String value(Quotation quotation, String inner) throws SourceProblem {
    SourceTable table = source(quotation.source());
    String path = aliases.getOrDefault(quotation.source(), quotation.source());
    String said = inner.strip().replaceAll("\\s+", " ");
    int colon = said.indexOf(':');
    return token(quotation.expression().of(table), path + said.substring(colon));
  }

  private String token(String text, String source) {
    values.add(new ResolvedValue(text, source));
    return ResolvedText.OPEN + Integer.toString(values.size() - 1) + ResolvedText.CLOSE;
  }

  private String table(TableOf table) throws SourceProblem {
    SourceTable rows = RowSelection.of(source(table.source()), table.conditions());
    if (rows.rows().isEmpty() && table.otherwise().isPresent()) {
      return token(table.otherwise().get(), rows.name());
    }
    if (rows.rows().isEmpty()) {
      throw new SourceProblem(
          rows.name()
              + ": no row fits the table's conditions; 'or \"TEXT\"' behind the keys allows it");
    }
    MarkdownTable markdown = new MarkdownTable();
    table.keys().forEach(each -> markdown.head(each.replace('_', ' '), false));
    table.cells().forEach(each -> markdown.head(each.head(), each.value().form().isPresent()));
    for (var group : RowSelection.groups(rows, table.keys()).entrySet()) {
      List<String> cells = new ArrayList<>();
      group.getKey().forEach(each -> cells.add(token(each, rows.name())));
      for (TableCell each : table.cells()) {
        String source = rows.name() + ": " + each.value().column();
        cells.add(token(each.value().of(group.getValue()), source));
      }
      markdown.row(cells);
    }
    return markdown.text();
  }

  private String sourceList() {
    MarkdownTable markdown = new MarkdownTable();
    List.of("file", "SHA-256", "commit", "made by").forEach(each -> markdown.head(each, false));
    for (String path : sources.quoted()) {
      try {
        SourceOrigin origin = SourceOrigin.of(home, path);
        markdown.row(
            List.of(
                token(path, path),
                token(start(origin.sha256()), path),
                token(origin.commit().isEmpty() ? "–" : start(origin.commit()), path),
                token(origin.command().isEmpty() ? "–" : origin.command(), path)));
      } catch (SourceProblem e) {
        problems.add(file + ": " + e.getMessage());
      }
    }
    return markdown.text();
  }

  private static String start(String hash) {
    return hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
  }
}
