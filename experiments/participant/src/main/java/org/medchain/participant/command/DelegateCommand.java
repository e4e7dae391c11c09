package org.medchain.participant.command;

import java.time.Instant;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.TimeConverter;
import org.medchain.experiments.config.UserInputException;
import org.medchain.participant.identity.IdentitiesFolder;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain patient delegate}: who acts for the owner, until when (CON-31, PROC-11). */
@Command(
    name = "delegate",
    description =
        "Names who gives and takes back consent for you, reads your records and sees your log,"
            + " until a time; or ends that.")
final class DelegateCommand extends SessionCommand {
  @Option(
      names = "--to",
      paramLabel = "NAME",
      required = true,
      description = "A key, or an identity of this machine.")
  private String delegate;

  @ArgGroup(multiplicity = "1")
  private Term term;

  private PublicKey key;

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

  @Override
  void prepare() throws Exception {
    key = otherThan(delegate, folder().card().participant(), identities());
  }

  /** Whom an owner lets act, or search, for it. */
  static PublicKey otherThan(String delegate, PublicKey own, IdentitiesFolder identities)
      throws Exception {
    PublicKey key = identities.key(delegate);
    if (key.equals(own)) {
      throw new UserInputException("--to: you are not your own delegate");
    }
    return key;
  }

  @Override
  CommandAnswer run(ParticipantSession session) throws Exception {
    PublicKey own = session.participant();
    Receipt unused =
        session.require(
            term.end
                ? new EndDelegation(own, key)
                : new AppointDelegate(own, key, term.until.toEpochMilli()));
    return CommandAnswer.of(
            delegate + (term.end ? " acts for you no longer" : " acts for you until " + term.until))
        .with("delegate", key)
        .with("until", term.end ? "" : term.until.toString());
  }
}
