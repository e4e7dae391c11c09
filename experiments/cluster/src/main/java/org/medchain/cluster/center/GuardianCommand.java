package org.medchain.cluster.center;

import java.io.IOException;
import java.time.Instant;
import org.medchain.client.command.TimeConverter;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain center guardian}: who acts for an owner that cannot, until when (CON-31). */
@Command(
    name = "guardian",
    description = {
      "Appoints who gives and takes back consent for a patient, reads its records and sees its "
          + "log, as for a minor, until a time; or ends that. The patient cannot end it; the "
          + "guardian can."
    },
    mixinStandardHelpOptions = true)
final class GuardianCommand extends AnsweringCommand {
  @Option(
      names = "--of",
      paramLabel = "HEX",
      required = true,
      description = "The patient's first key.")
  private String owner;

  @Option(names = "--to", paramLabel = "HEX", required = true, description = "The guardian's.")
  private String guardian;

  @ArgGroup(multiplicity = "1")
  private Term term;

  private static final class Term {
    @Option(
        names = "--until",
        paramLabel = "TIME",
        converter = TimeConverter.class,
        description = "When it ends, e.g. 2036-03-01, a minor's birthday.")
    private Instant until;

    @Option(names = "--end", description = "Ends it now.")
    private boolean end;
  }

  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    PublicKey whose = addressed.key(owner);
    PublicKey who = addressed.key(guardian);
    if (who.equals(whose)) {
      throw new UserInputException("--to: nobody is its own guardian");
    }
    Operation order =
        term.end
            ? new EndDelegation(whose, who)
            : new AppointDelegate(whose, who, term.until.toEpochMilli());
    CenterAnswer answer =
        ordered(order)
            .with("owner", whose.value().toHex())
            .with("guardian", who.value().toHex())
            .with("until", term.end ? "" : term.until.toString());
    String end = term.end ? " no longer" : " until " + term.until;
    return answer.done() ? answer.line(who.brief() + " acts for " + whose.brief() + end) : answer;
  }
}
