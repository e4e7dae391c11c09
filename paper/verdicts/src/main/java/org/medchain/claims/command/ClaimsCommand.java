package org.medchain.claims.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimRun.ClaimRunOptions;
import org.medchain.claims.experiment.ClaimSize;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimKind;
import org.medchain.claims.file.ClaimSeeds;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.verdict.ClaimVerdict;
import org.medchain.claims.verdict.ThresholdHistory;
import org.medchain.claims.verdict.VerdictCheck;
import org.medchain.claims.verdict.VerdictFiles;
import org.medchain.claims.verdict.VerdictProvenance;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.SpellingSuggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, decides and checks claims (CLAIM-1, CLAIM-3 to CLAIM-6). */
@Command(
    name = "claims",
    description = {
      "What the paper and four articles claim, and how each claim is decided.",
      "Without --quick or --full: lists the claims; with IDs, shows what their entries in "
          + "paper/claims.yaml say. With --quick or --full: runs the experiments, of all verdicts "
          + "or of those of IDs, and decides by the thresholds of that file.",
      "Kinds: verdict (by an experiment), command (one shows it), not-built (the mechanism is not "
          + "there), not-decidable."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false,
    footer = {
      "",
      "To begin with:",
      "  experiments/medchain claims tamper-evidence --quick",
      "Exit codes: 0 fine, and verdicts of any kind;",
      "1 an experiment broke, or --check found something;",
      "2 the command or a file is not as it should be."
    })
public final class ClaimsCommand implements Subcommand {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Only these.")
  private List<String> ids = List.of();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only those of this kind: verdict, command, not-built or not-decidable.")
  private String kind;

  @Option(names = "--quick", description = "Decides, in minutes for all.")
  private boolean quick;

  @Option(
      names = "--full",
      description = "Decides with more repeats, nodes and records, in hours for all.")
  private boolean full;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Another value of a setting of the experiment, of a key of its config such as "
              + "workload.rate_tps, or of the seed. The verdict is then exploratory.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--threshold",
      paramLabel = "[METRIC=]X",
      description = "Another threshold. The verdict is then exploratory.")
  private List<String> thresholds = List.of();

  @Option(
      names = "--check",
      description =
          "Checks the verdicts in results/claims: thresholds older than the results, no pilot's "
              + "seed, and verdicts that follow from both.")
  private boolean check;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For tables and raw data. Default: results/runs/claims-quick or claims-full.")
  private Optional<Path> out = Optional.empty();

  public ClaimsCommand() {}

  @Override
  public Integer call() throws UserInputException, IOException {
    requireOneThing();
    Path file = ClaimsFile.of(home());
    List<Claim> all = ClaimsFile.read(file);
    List<Claim> chosen = chosen(all);
    PrintWriter to = spec.commandLine().getOut();
    if (check) {
      return check(all, ClaimsFile.seeds(file));
    }
    if (quick || full) {
      return decide(decidable(chosen, all), all, ClaimsFile.seeds(file));
    }
    ClaimListing listing = new ClaimListing(to);
    if (ids.isEmpty()) {
      listing.list(chosen);
    } else {
      chosen.forEach(listing::show);
    }
    to.flush();
    return 0;
  }

  private void requireOneThing() {
    if (quick && full) {
      throw wrong("--quick and --full exclude each other");
    }
    boolean runs = quick || full;
    if (!runs && !(settings.isEmpty() && thresholds.isEmpty() && out.isEmpty())) {
      throw wrong("--set, --threshold and --out need --quick or --full");
    }
    if (check && (runs || kind != null || !ids.isEmpty())) {
      throw wrong("--check checks all, and runs nothing");
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private static Path home() {
    return Path.of(System.getProperty("medchain.home", ""));
  }

  private List<Claim> chosen(List<Claim> all) throws UserInputException {
    if (kind != null && Arrays.stream(ClaimKind.values()).noneMatch(this::isChosen)) {
      throw new UserInputException("--kind: '" + kind + "'; allowed: " + ClaimKind.allowed());
    }
    List<Claim> named = new ArrayList<>();
    for (String id : ids) {
      named.add(named(all, id));
    }
    return (ids.isEmpty() ? all : named)
        .stream().filter(claim -> kind == null || isChosen(claim.kind())).toList();
  }

  private boolean isChosen(ClaimKind each) {
    return each.key().equals(kind);
  }

  private static Claim named(List<Claim> all, String id) throws UserInputException {
    List<String> known = all.stream().map(Claim::id).toList();
    return all.stream()
        .filter(claim -> claim.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UserInputException(
                    "no claim is called '"
                        + id
                        + "'"
                        + SpellingSuggestion.nearest(id, known)
                            .map(meant -> "; did you mean " + meant + "?")
                            .orElse("; 'medchain claims' lists all")));
  }

  /**
   * Those that an experiment decides, but with other sizes and seeds not those for which tests
   * count; of claims that were named, each must be one.
   */
  private List<Claim> decidable(List<Claim> claims, List<Claim> all) throws UserInputException {
    List<Claim> decidable = new ArrayList<>();
    int counted = 0;
    for (Claim claim : claims) {
      Optional<ClaimExperiment> built =
          ClaimExperiment.of(claim, all).filter(each -> !claim.criteria().isEmpty());
      boolean fixed =
          (full || !settings.isEmpty()) && built.filter(ClaimExperiment::isFixed).isPresent();
      if (built.isPresent() && !fixed) {
        decidable.add(claim);
      } else if (!ids.isEmpty()) {
        throw new UserInputException(
            claim.id()
                + (fixed
                    ? ": tests count for it, in one size and with one seed; leave out --full and"
                        + " --set"
                    : ": no experiment decides it; 'medchain claims "
                        + claim.id()
                        + "' tells what there is"));
      }
      counted += fixed ? 1 : 0;
    }
    if (counted > 0) {
      spec.commandLine()
          .getErr()
          .println(
              counted + " claims left out: tests count for them, in one size and with one seed");
    }
    return decidable;
  }

  private int decide(List<Claim> claims, List<Claim> all, ClaimSeeds seeds)
      throws UserInputException, IOException {
    ClaimSize size = full ? ClaimSize.FULL : ClaimSize.QUICK;
    List<ClaimExperiment> run =
        claims.stream().flatMap(each -> ClaimExperiment.of(each, all).stream()).distinct().toList();
    ClaimOverrides.requireKnown(settings, run);
    Map<String, Double> others = ClaimOverrides.thresholds(thresholds, claims);
    boolean exploratory = !settings.isEmpty() || !others.isEmpty();
    long seed = ClaimOverrides.seed(settings, seeds.decisive());
    Path folder = out.orElseGet(() -> home().resolve("results/runs/claims-" + size.key()));
    Path temporaries = Path.of(System.getProperty("java.io.tmpdir"));
    prepare(folder);
    ClaimProgress progress =
        new ClaimProgress(spec.commandLine().getOut(), spec.commandLine().getErr(), exploratory);
    List<ClaimVerdict> verdicts;
    try (TemporaryFolder temporary = TemporaryFolder.create(temporaries, "medchain-claims-")) {
      Map<String, String> ofExperiments = new LinkedHashMap<>(settings);
      ofExperiments.remove("seed");
      ClaimRunOptions options =
          new ClaimRunOptions(
              size,
              seed,
              ofExperiments,
              home().toAbsolutePath(),
              folder,
              temporary.path(),
              progress::doing);
      verdicts = new ClaimSession(options, others).run(claims, all, progress);
    } finally {
      progress.end();
    }
    VerdictFiles.write(folder, verdicts, exploratory);
    Map<String, Object> told = new LinkedHashMap<>(settings);
    told.putAll(others);
    VerdictProvenance.write(folder, home(), size.key(), seed, told);
    progress.summary(verdicts, folder);
    return progress.failures() == 0 ? 0 : FAILED;
  }

  /** Makes the folder, or empties it of what an earlier run left; committed counts are read. */
  private static void prepare(Path folder) throws UserInputException {
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new IOException("it is not writable");
      }
      Path committed = VerdictFiles.committed(home()).toAbsolutePath().normalize();
      if (!folder.toAbsolutePath().normalize().equals(committed)) {
        VerdictFiles.removeRaw(folder);
      }
    } catch (IOException e) {
      throw new UserInputException(folder + ": no folder to write to: " + e.getMessage());
    }
  }

  private int check(List<Claim> all, ClaimSeeds seeds) throws UserInputException {
    Path folder = VerdictFiles.committed(home());
    if (!Files.isDirectory(folder)) {
      throw new UserInputException(folder + ": there are no committed verdicts");
    }
    VerdictProvenance from = VerdictProvenance.read(folder);
    List<String> problems =
        new VerdictCheck(all, seeds, new ThresholdHistory(home().toAbsolutePath()))
            .problems(
                VerdictFiles.read(folder),
                VerdictFiles.figures(folder),
                from.commit(),
                from.seed());
    PrintWriter to = spec.commandLine().getOut();
    problems.forEach(to::println);
    long decided = all.stream().filter(each -> !each.criteria().isEmpty()).count();
    to.println(
        problems.isEmpty()
            ? decided + " verdicts follow from their figures and thresholds, which are older"
            : problems.size() + " problems");
    to.flush();
    return problems.isEmpty() ? 0 : FAILED;
  }
}
