package org.medchain.experiments;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;

/**
 * The commands of all modules by purpose, with any class path: the launcher knows where each is
 * (EXP-1).
 */
final class CommandList {
  static final String TEXT =
      """

      Compare protocols:
        run         Runs all trials of a config, prints a table and draws a report.
        check       Checks a config without running it, or judges a history.
        report      Draws a run's page and figures again, from its files.
        compare     Runs configs on real processes and simulated, and compares both.
        bench       Runs the micro-benchmarks (JMH); 'bench --help' lists others.
        calibrate   Measures this machine's costs, for simulations of it.
        privacy     Counts what who keeps the ledger can infer from it.
        schema      Prints the JSON schema of configs: keys, values, defaults.
      Play the game of incentives:
        game        Solves, evolves, simulates games, the credit points' among them.
      Run a cluster, and use it:
        demo        A day of participants, and a trade, on a cluster of its own.
        cluster     Starts, watches, loads and stops nodes with certificates, disks.
        node        Runs one node, or checks the data of a stopped one.
        center      Runs the regulatory center, or orders a running one about.
        top         Shows a running cluster in the terminal.
        load        A day of a dataset's records on a cluster, at the visits' times.
        patient     Registers a patient; uploads, sells, decides who reads, searches.
        doctor      Registers a doctor; attests, reads and searches records.
        hospital    Registers a hospital or its nodes; holds files, trades, reads.
        institution Registers an institution; asks for records, buys and reads them.
        points      Shows and redeems credit points, closes an account for good.
        proof       Makes proofs of records, and checks them without a node.
        verifier    Lists, reads and votes on records that a verifier was drawn for.
      Look for mistakes:
        faults      Faults on replicas and clusters; planted defects; judges what is seen.
        trace       Checks traces of replicas against the protocols' TLA+ models.
        prove       Proves agreement for any number of replicas, or why rules break.
      Reproduce the paper:
        claims      What the paper claims, how each is decided, and its verdict.
        paper       Makes the reproduction report, with each number from results/.
        results     Lists stale committed results, makes one again, compares a run.
        tyres       Runs commands whose output is known, and compares every byte.
      """;

  private CommandList() {}

  /** The list, and after it what a module of a reader's own brings. */
  static String of(Help help) {
    String others =
        help.subcommands().entrySet().stream()
            .filter(each -> !isListed(each.getKey()))
            .map(CommandList::line)
            .collect(Collectors.joining());
    return TEXT + (others.isEmpty() ? "" : "From other modules:\n" + others);
  }

  private static boolean isListed(String name) {
    return Pattern.compile("(?m)^  " + Pattern.quote(name) + " ").matcher(TEXT).find();
  }

  private static String line(Map.Entry<String, Help> each) {
    String[] description = each.getValue().commandSpec().usageMessage().description();
    return "  %-11s %s%n".formatted(each.getKey(), description.length > 0 ? description[0] : "");
  }
}
