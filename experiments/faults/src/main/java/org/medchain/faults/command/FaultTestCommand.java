package org.medchain.faults.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medchain.cluster.lifetime.FolderJanitor;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.result.FinishedTest;
import org.medchain.faults.result.TestFolder;
import org.medchain.faults.session.PlannedTest;
import org.medchain.faults.session.TestSession;
import org.medchain.history.check.HistoryValidity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code medchain faults run}: one test of the fault harness (FAULT-1). */
@Command(
    name = "run",
    resourceBundle = "org.medchain.faults.command.FaultTestCommand",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = 3)
final class FaultTestCommand extends HostedCommand {
  @Parameters(paramLabel = "CONFIG", descriptionKey = "config")
  private Path config;

  @Option(names = "--keep")
  private boolean keep;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    checkOptions();
    if (!Files.isRegularFile(config)) {
      throw new UserInputException(config + ": there is no such file");
    }
    HarnessConfig read = HarnessConfigFile.read(config);
    HarnessConfig test =
        read.with(
            host.orElse(read.host()), seed.orElse(read.seed()), limitS().orElse(read.timeLimitS()));
    HarnessHost where = hosts(test.host(), List.of("simulation", "cluster")).getFirst();
    PlannedTest planned = PlannedTest.of(test, where);
    for (NemesisKind each : planned.skipped()) {
      say("skipped: " + each.word() + " (" + where.obstacle(each).orElseThrow() + ")");
    }
    if (!planned.skipped().isEmpty()) {
      say(planned.skipped().size() + " kinds of faults are skipped on host " + where.name());
    }
    TestFolder folder = TestFolder.create(out.orElse(results()), planned.config());
    say("in " + folder.path());
    Judgement judgement = play(planned, where, folder);
    TestFolder.lines(judgement).forEach(this::say);
    say("to read: " + folder.path().resolve("index.html"));
    return switch (judgement.verdict()) {
      case VALID -> 0;
      case INVALID -> 1;
      case UNKNOWN -> 3;
    };
  }

  @SuppressWarnings("try") // Its end is what the janitor is for.
  private Judgement play(PlannedTest test, HarnessHost where, TestFolder folder)
      throws IOException, InterruptedException {
    TestSession session = new TestSession(where, clock);
    // Without a verdict nobody needs the stores, and they are large.
    try (FolderJanitor unneeded = new FolderJanitor(TestSession.stores(folder.path()))) {
      FinishedTest finished = session.run(test, folder.path(), what -> say("  " + what));
      folder.write(finished, provenance());
      if (finished.judgement().verdict() == HistoryValidity.VALID && !keep) {
        TestSession.removeStores(folder.path());
      }
      return finished.judgement();
    }
  }
}
