package org.medchain.paper.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.page.PaperPage;
import org.medchain.paper.page.PaperPdf;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.text.ReportText;
import org.medchain.paper.text.ResolvedText;
import org.medchain.paper.text.TestedLiterals;
import org.medchain.paper.text.UnsourcedNumbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the reproduction report of {@code paper/report.md} (CLAIM-7). */
@Command(
    name = "paper",
    description = {
      "Makes the reproduction report: paper/report.md with every number and figure taken from "
          + "results/, as HTML and as PDF.",
      "--check makes nothing: it reads the report and README.md, finds numbers without a source, "
          + "and compares the values that pages quote with theirs."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false,
    footer = {
      "",
      "To begin with: experiments/medchain paper",
      "How numbers are quoted: paper/README.md.",
      "Exit codes: 0 fine; 1 --check found something, or medchain failed; 2 the command or a page "
          + "is not as it should be."
    })
public final class PaperCommand implements Subcommand {
  private static final int FAILED = 1;
  private static final String REPORT = "paper/report.md";
  private static final String FIRST_PAGE = "README.md";

  @Spec private CommandSpec spec;

  @Option(names = "--html", description = "Only the HTML.")
  private boolean html;

  @Option(names = "--pdf", description = "Only the PDF.")
  private boolean pdf;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to. Default: results/runs/paper.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--check", description = "Only checks, and lists what is wrong.")
  private boolean check;

  public PaperCommand() {}

  @Override
  public Integer call() throws UserInputException {
    if (check && (html || pdf || out.isPresent())) {
      throw new ParameterException(spec.commandLine(), "--check makes nothing");
    }
    Path home = Path.of(System.getProperty("medchain.home", "")).toAbsolutePath();
    return check ? check(home) : make(home);
  }

  private int make(Path home) throws UserInputException {
    PaperSources sources = new PaperSources(home);
    ResolvedText text = ReportText.resolve(REPORT, text(home, REPORT), home, sources);
    PaperPage page = new PaperPage(REPORT, text, sources);
    Path folder = out.orElseGet(() -> home.resolve("results/runs/paper"));
    boolean both = html == pdf;
    if (both || html) {
      write(folder.resolve("report.html"), page.html().getBytes(StandardCharsets.UTF_8));
    }
    if (both || pdf) {
      write(folder.resolve("report.pdf"), pdf(page.print()));
    }
    return 0;
  }

  /** A JDK on a bare system finds no fonts for the letters in figures, and says so in many ways. */
  private static byte[] pdf(String print) throws UserInputException {
    try {
      return PaperPdf.of(print);
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      throw new UserInputException(
          "the PDF cannot be made ("
              + String.valueOf(e).replaceAll("\\s+", " ")
              + "); where fonts are missing, install fontconfig and a font such as DejaVu; --html"
              + " needs none");
    }
  }

  private void write(Path file, byte[] bytes) throws UserInputException {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UserInputException(file + " cannot be written");
    }
    PrintWriter to = spec.commandLine().getOut();
    to.println(file.toAbsolutePath().normalize());
    to.flush();
  }

  private int check(Path home) throws UserInputException {
    List<String> problems = new ArrayList<>(PaperCheck.problems(home));
    PrintWriter to = spec.commandLine().getOut();
    problems.forEach(to::println);
    to.println(
        problems.isEmpty()
            ? ("every number of %s and %s, and each that a page quotes with its source, is "
                    + "right")
                .formatted(REPORT, FIRST_PAGE)
            : problems.size() + " problems");
    to.flush();
    return problems.isEmpty() ? 0 : FAILED;
  }

  private static String text(Path home, String file) throws UserInputException {
    try {
      return Files.readString(home.resolve(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UserInputException(file + ": there is no such file, or it is not UTF-8 text");
    }
  }

  /** What {@code --check} finds, for tests too. */
  static final class PaperCheck {
    private PaperCheck() {}

    /** Each with file and line. */
    static List<String> problems(Path home) throws UserInputException {
      String report = text(home, REPORT);
      List<String> problems = new ArrayList<>(UnsourcedNumbers.in(REPORT, report));
      try {
        ReportText.resolve(REPORT, report, home, new PaperSources(home));
      } catch (UserInputException e) {
        problems.addAll(e.lines());
      }
      String first = TestedLiterals.without(text(home, FIRST_PAGE));
      problems.addAll(UnsourcedNumbers.in(FIRST_PAGE, first));
      TestedPages.in(home)
          .forEach(
              (page, said) ->
                  problems.addAll(TestedLiterals.problems(page, said, new PaperSources(home))));
      return problems;
    }
  }
}
