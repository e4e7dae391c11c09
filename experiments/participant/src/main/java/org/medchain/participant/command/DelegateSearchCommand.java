package org.medchain.participant.command;

import java.io.IOException;
import java.time.Instant;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.TimeConverter;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.search.SearchDelegations;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain patient delegate-search}: who searches for the owner (CON-35, PROC-28). */
@Command(
    name = "delegate-search",
    description = {
      "Lets another find your records by keywords, until a time; or ends that. A record that is",
      "found is not read yet: that takes your consent as before. After the end the other finds",
      "nothing that you enter from then on."
    },
    mixinStandardHelpOptions = true)
final class DelegateSearchCommand extends SessionCommand {
  @Option(
      names = "--to",
      paramLabel = "NAME",
      required = true,
      description = "A key, or an identity of this machine, as doctor:bob.")
  private String delegate;

  @ArgGroup(multiplicity = "1")
  private Term term;

  private static final class Term {
    @Option(
        names = "--until",
        paramLabel = "TIME",
        converter = TimeConverter.class,
        description = "When it ends, e.g. 2027-03-01.")
    private Instant until;

    @Option(names = "--end", description = "Ends it now.")
    private boolean end;
  }

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    PublicKey key = identities().key(delegate);
    if (key.equals(session.participant())) {
      throw new UserInputException("--to: you are not your own delegate");
    }
    SearchDelegations delegations = new SearchDelegations(session);
    if (term.end) {
      delegations.end(key);
    } else {
      delegations.give(key, term.until.toEpochMilli());
    }
    return CommandAnswer.of(
            delegate
                + (term.end
                    ? " searches your records no longer"
                    : " may search your records until " + term.until))
        .with("delegate", key.value().toHex())
        .with("until", term.end ? "" : term.until.toString());
  }
}
