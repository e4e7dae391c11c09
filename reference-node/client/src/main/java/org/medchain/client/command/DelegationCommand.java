package org.medchain.client.command;

import java.time.Instant;
import org.medchain.client.enrolment.InputException;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An owner lets another act, or search, for it until a time; or ends that. */
abstract class DelegationCommand extends SessionCommand {
  private final String given;
  private final String ended;

  @Option(
      names = "--to",
      paramLabel = "NAME",
      required = true,
      description = "A key, or an identity of this machine, as doctor:bob.")
  private String delegate;

  @ArgGroup(multiplicity = "1")
  private Term term;

  /** Until when a delegation is; or that it ends. */
  static final class Term {
    @Option(
        names = "--until",
        paramLabel = "TIME",
        converter = TimeConverter.class,
        description = "When it ends, e.g. 2027-03-01.")
    Instant until;

    @Option(names = "--end", description = "Ends it now.")
    boolean end;
  }

  /** The words for what the delegate does up to a time, and that it no longer does so. */
  DelegationCommand(String given, String ended) {
    this.given = given;
    this.ended = ended;
  }

  abstract void give(PublicKey to, long untilMs) throws Exception;

  abstract void end(PublicKey of) throws Exception;

  @Override
  final CommandAnswer run() throws Exception {
    PublicKey key = identities().key(delegate);
    if (key.equals(folder().card().participant())) {
      throw new InputException("--to: you are not your own delegate");
    }
    if (term.end) {
      end(key);
    } else {
      give(key, term.until.toEpochMilli());
    }
    return CommandAnswer.of(delegate + (term.end ? ended : given + " until " + term.until))
        .with("delegate", key)
        .with("until", term.end ? "" : term.until.toString());
  }

  /**
   * {@code medchain patient delegate}: appoints one that acts for the owner, up to a time (CON-31,
   * PROC-11).
   */
  @Command(
      name = "delegate",
      description =
          "Names who gives and takes back consent for you, reads your records and sees your log,"
              + " until a time; or ends that.")
  static final class Act extends DelegationCommand {
    Act() {
      super(" acts for you", " acts for you no longer");
    }

    @Override
    void give(PublicKey to, long untilMs) throws Exception {
      Receipt unused = session().require(new AppointDelegate(session().participant(), to, untilMs));
    }

    @Override
    void end(PublicKey of) throws Exception {
      Receipt unused = session().require(new EndDelegation(session().participant(), of));
    }
  }
}
