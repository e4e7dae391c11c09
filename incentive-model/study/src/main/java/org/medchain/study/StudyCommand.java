package org.medchain.study;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.Terminal;
import org.medchain.experiments.running.WorkProgress;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame.CreditStudyGame;
import org.medchain.study.output.ResultFolder;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The common part of the four commands on a study: options, tables, JSON, and the page. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false)
abstract class StudyCommand implements Callable<Integer> {
  private static final int THREADS_MAX = 1024;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "A study in YAML, or a game of Gambit (.nfg, .efg).")
  private Path file;

  @Option(names = "--json", description = "Print JSON instead of the tables, and nothing else.")
  private boolean json;

  @Option(
      names = "--figures",
      description =
          "Also draw the figures: a page with all of them, the tables and results.json, in "
              + "results/runs/game-<name>-<command>/, in place of what is there.")
  private boolean figures;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The same, in DIR. Without --figures or --out no file is written.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Tasks at once (default: one a processor); no influence on the results.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--seed", paramLabel = "N", description = "In place of the study's seed.")
  private Optional<Long> seed = Optional.empty();

  /** Runs the command's analysis. */
  abstract void execute(StudyFile study, StudyExecution work, StudyResults findings)
      throws UserInputException;

  @Override
  public Integer call() throws UserInputException {
    requireSound();
    OptionalLong inPlace = seed.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    StudyFile study = StudyFile.read(file, inPlace);
    StudyResults findings = new StudyResults();
    findings.json().put("game", study.title());
    findings.json().put("seed", study.seed());
    if (study.game() instanceof CreditStudyGame credit && credit.ignoresAudits()) {
      findings.text(
          "The study sets audit_share, which this scenario does not have: only the scenarios"
              + " provider and inspection do, and the conditions T6 and T16.");
    }
    PrintWriter err = spec.commandLine().getErr();
    WorkProgress progress = new WorkProgress(err, Terminal.onStderr());
    try {
      execute(study, new StudyExecution(threads, progress), findings);
    } finally {
      progress.clear();
    }
    print(study, findings);
    return 0;
  }

  private void requireSound() {
    if (threads < 1 || threads > THREADS_MAX) {
      throw misuse("--threads is " + threads + ", allowed are 1 to " + THREADS_MAX);
    }
    if (seed.isPresent() && seed.get() < 0) {
      throw misuse("--seed is " + seed.get() + ", allowed are 0 to " + Long.MAX_VALUE);
    }
  }

  private ParameterException misuse(String line) {
    return new ParameterException(spec.commandLine(), line);
  }

  private void print(StudyFile study, StudyResults findings) throws UserInputException {
    PrintWriter to = spec.commandLine().getOut();
    to.print(json ? ResultJson.text(findings.json()) + "\n" : TerminalText.of(findings.parts()));
    if (figures || out.isPresent()) {
      String name = spec.name();
      Path folder = out.orElseGet(() -> ResultFolder.folder(study.name(), name));
      Path page = ResultFolder.write(folder, study, name, command(study, name), findings);
      if (!json) {
        to.print("\nThe page with " + counted(findings) + " is " + page + "\n");
      }
    } else if (!json && !findings.figures().isEmpty()) {
      to.print("\nWith --figures there is a page with " + counted(findings) + " too.\n");
    }
    to.flush();
  }

  private static String counted(StudyResults findings) {
    int count = findings.figures().size();
    return count == 1 ? "1 figure" : count + " figures";
  }

  /** What makes the same page again, as typed into a shell. */
  private String command(StudyFile study, String name) {
    String where = out.map(folder -> "--out " + shell(folder)).orElse("--figures");
    return String.format(
        Locale.ROOT,
        "experiments/medchain game %s %s --seed %d %s",
        name,
        shell(study.file()),
        study.seed(),
        where);
  }

  private static String shell(Path path) {
    String text = path.toString();
    return text.matches("[\\w./+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
