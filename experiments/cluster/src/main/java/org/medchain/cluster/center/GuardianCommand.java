package org.medchain.cluster.center;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.medchain.client.command.TimeConverter;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain center guardian}: who acts for an owner that cannot, until when (CON-31). */
@Command(name = "guardian", mixinStandardHelpOptions = true)
final class GuardianCommand implements Callable<Integer> {
  @Mixin private CenterSelection addressed;

  @Option(names = "--of", paramLabel = "HEX", required = true)
  private String owner;

  @Option(names = "--to", paramLabel = "HEX", required = true)
  private String guardian;

  @ArgGroup(multiplicity = "1")
  private Term term;

  private static final class Term {
    @Option(names = "--until", paramLabel = "TIME", converter = TimeConverter.class)
    private Instant until;

    @Option(names = "--end")
    private boolean end;
  }

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    PublicKey whose = addressed.key(owner);
    PublicKey who = addressed.key(guardian);
    if (who.equals(whose)) {
      throw new UserInputException("--to: nobody is its own guardian");
    }
    Operation order =
        term.end
            ? new EndDelegation(whose, who)
            : new AppointDelegate(whose, who, term.until.toEpochMilli());
    CenterAnswer answer = addressed.ordered(order);
    String end = term.end ? " no longer" : " until " + term.until;
    return addressed.told(
        answer.done() ? answer.line(who.brief() + " acts for " + whose.brief() + end) : answer);
  }
}
