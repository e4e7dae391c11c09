package org.medchain.proof;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.SpellingSuggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Discharges the conditions of the proof, or shows how a broken rule fails (PROOF-1, PROOF-4). */
@Command(
    name = "prove",
    description = {
      "Proves that chained PBFT agrees, for every number of replicas, view and height.",
      "Asks Z3 for each condition of an inductive invariant, and prints the answer, its time and "
          + "the lines used. spec/proof.md says what is proved."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ProveCommand.ProveVersion.class,
    sortOptions = false,
    footer = {
      "",
      "To begin with:",
      "  experiments/medchain prove --break B",
      "Exit codes: 0 all is proved, or a broken rule fails as it should; 1 it is not so;",
      "2 the command is not as it should be."
    })
public final class ProveCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--condition",
      paramLabel = "ID",
      description = "Only this one, such as enter:demand-covers, or those that begin so.")
  private Optional<String> condition = Optional.empty();

  @Option(
      names = "--without",
      paramLabel = "NAME",
      description =
          "Leaves out a guard, axiom, line or lemma: shows a condition that then fails, and how."
              + " Exit code 1 if one does.")
  private Optional<String> without = Optional.empty();

  @Option(
      names = "--break",
      paramLabel = "RULE",
      description = "Puts a broken rule in: A, B, BT, Dx, M01, M06, M10, M11 or Q.")
  private Optional<String> broken = Optional.empty();

  @Option(names = "--list", description = "Lists lines, actions and guards, and proves nothing.")
  private boolean list;

  @Option(
      names = "--script",
      description = "Prints the script of the one condition for any SMT-LIB solver, and ends.")
  private boolean script;

  private final ProofText proof = ProofText.load();

  public ProveCommand() {}

  @Override
  public Integer call() throws UserInputException {
    if (broken.isPresent() && (condition.isPresent() || without.isPresent() || list || script)) {
      throw new ParameterException(spec.commandLine(), "--break allows no other option");
    }
    if (list && (condition.isPresent() || without.isPresent() || script)) {
      throw new ParameterException(spec.commandLine(), "--list allows no other option");
    }
    PrintWriter to = spec.commandLine().getOut();
    try {
      if (list) {
        return list(to);
      }
      if (broken.isPresent()) {
        return show(to, rule(broken.get()));
      }
      return prove(to, conditions());
    } catch (LinkageError e) {
      throw new UserInputException(cannotLoad(e));
    } finally {
      to.flush();
    }
  }

  /** Z3 is native code that unpacks itself into the temporary folder. */
  private static String cannotLoad(Throwable thrown) {
    Throwable first = thrown;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return "Z3 does not load here: "
        + first
        + "; it is there for Linux, macOS and Windows, and needs a writable temporary folder (%s)"
            .formatted(System.getProperty("java.io.tmpdir"));
  }

  private int list(PrintWriter to) {
    for (Map.Entry<String, Map<String, String>> kind : proof.sentences.entrySet()) {
      kind.getValue()
          .forEach(
              (name, sentence) ->
                  to.printf(Locale.ROOT, "%-7s %s: %s%n", kind.getKey(), name, sentence));
    }
    for (ProofGuard each : proof.guards.values()) {
      to.printf(
          Locale.ROOT,
          "guard   %s (%s, %s): %s%n",
          each.name(),
          each.requirement(),
          each.method(),
          each.sentence());
    }
    to.printf(Locale.ROOT, "%d conditions%n", proof.conditions().size());
    return 0;
  }

  private List<ProofCondition> conditions() throws UserInputException {
    List<ProofCondition> all = proof.conditions();
    if (condition.isPresent()) {
      String wanted = condition.get();
      List<ProofCondition> exact = all.stream().filter(each -> each.id().equals(wanted)).toList();
      List<ProofCondition> named =
          exact.isEmpty()
              ? all.stream().filter(each -> each.id().startsWith(wanted)).toList()
              : exact;
      if (named.isEmpty() || wanted.isEmpty()) {
        throw unknown("condition", wanted, all.stream().map(ProofCondition::id).toList());
      }
      all = named;
    }
    if (script && all.size() != 1) {
      throw new UserInputException("--script is for one condition, not " + all.size());
    }
    if (without.isPresent()) {
      String name = without.get();
      Set<String> known = new TreeSet<>(proof.guards.keySet());
      known.addAll(proof.names("axiom"));
      known.addAll(proof.names("line"));
      known.addAll(proof.names("lemma"));
      if (!known.contains(name)) {
        throw unknown("guard, axiom, line or lemma", name, List.copyOf(known));
      }
      all =
          all.stream()
              .filter(each -> ConditionScript.assumptions(proof, each).contains(name))
              .toList();
    }
    return all;
  }

  private static BrokenRule rule(String name) throws UserInputException {
    List<BrokenRule> all = BrokenRule.all();
    for (BrokenRule each : all) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw unknown("broken rule", name, all.stream().map(BrokenRule::name).toList());
  }

  private static UserInputException unknown(String kind, String name, List<String> known) {
    String meant =
        SpellingSuggestion.nearest(name, known)
            .map(each -> "; did you mean " + each + "?")
            .orElse(known.size() < 20 ? "; allowed: " + String.join(", ", known) : "");
    return new UserInputException(
        "no " + kind + " is called '" + name + "'" + (meant.isEmpty() ? "; see --list" : meant));
  }

  private int prove(PrintWriter to, List<ProofCondition> conditions) {
    Set<String> leftOut = without.map(Set::of).orElse(Set.of());
    List<ProofCondition> failed = new ArrayList<>();
    long millis = 0;
    for (ProofCondition each : conditions) {
      String text = ConditionScript.of(proof, each, leftOut);
      if (script) {
        to.print(text + "(check-sat)\n");
        return 0;
      }
      ProofVerdict verdict = ConditionSolver.solve(text, ConditionSolver.WORK);
      millis += verdict.millis();
      to.printf(
          Locale.ROOT,
          "%-8s %6d ms  %s  %s%n",
          word(verdict),
          verdict.millis(),
          each.id(),
          String.join(" ", proof.usesOf(each)));
      to.flush();
      if (!verdict.isProved()) {
        if (failed.isEmpty()) {
          drawFailure(to, each, leftOut);
        }
        failed.add(each);
      }
    }
    to.printf(
        Locale.ROOT,
        "%d of %d conditions proved, %d ms%n",
        conditions.size() - failed.size(),
        conditions.size(),
        millis);
    return failed.isEmpty() ? 0 : 1;
  }

  private void drawFailure(PrintWriter to, ProofCondition condition, Set<String> leftOut) {
    ProofVerdict failure = Failure.of(proof, condition, leftOut);
    failure.counterexample().ifPresent(found -> draw(to, condition, failure.isWhole(), found));
  }

  private int show(PrintWriter to, BrokenRule rule) {
    to.printf(Locale.ROOT, "rule %s: %s%n", rule.name(), rule.sentence());
    ProofVerdict verdict = rule.verdict();
    to.printf(Locale.ROOT, "%-8s %6d ms  %s%n", word(verdict), verdict.millis(), rule.fails().id());
    verdict.counterexample().ifPresent(found -> draw(to, rule.fails(), verdict.isWhole(), found));
    return verdict.answer() == ProofVerdict.Answer.REFUTED ? 0 : 1;
  }

  private static String word(ProofVerdict verdict) {
    return switch (verdict.answer()) {
      case PROVED -> "proved";
      case REFUTED -> "fails";
      case UNKNOWN -> "unknown";
    };
  }

  private void draw(
      PrintWriter to, ProofCondition condition, boolean isWhole, InductionCounterexample found) {
    if (condition.step().equals(ProofCondition.COUNT)) {
      to.println("  there are numbers for which it is false: " + found.violated());
      return;
    }
    to.println(
        isWhole
            ? "  a state in which the whole invariant holds"
            : "  a state in which the lines that the condition uses hold, others perhaps not");
    to.println("  (v voted, p prepared, c committed, [demanded by the view]):");
    new BallotTable(found).lines().forEach(line -> to.println("    " + line));
    if (condition.isOfAction()) {
      Set<String> names = proof.parametersOf(condition.step());
      to.println("  the step: " + condition.step() + " with " + found.step(names));
      to.println(
          "  afterwards this is violated: " + condition.line() + " with " + found.violated());
    } else {
      to.println("  this is violated: " + condition.line() + " with " + found.violated());
    }
  }

  /** The output of {@code --version}: the version of the whole command. */
  static final class ProveVersion implements IVersionProvider {
    @Spec private CommandSpec spec;

    @Override
    public String[] getVersion() {
      return spec.root().version();
    }
  }
}
