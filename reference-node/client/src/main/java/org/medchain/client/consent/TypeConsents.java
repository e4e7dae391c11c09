package org.medchain.client.consent;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.record.TextSealing;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;

/**
 * An owner's consents by type after a change of its keys (PRIV-11, PROC-16): later records of a
 * sealed type have another name, by which each is given again; for earlier ones it stays.
 *
 * @param given for the name of later records too
 * @param left only for earlier records: no record here says the type in words, or a delegate gave
 *     it, for no longer than it acts
 */
public record TypeConsents(int given, int left) {
  /** Gives them again; once more is as good as once. */
  public static TypeConsents renewed(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    session.settle();
    PublicKey own = session.participant();
    TextSealing sealing = new TextSealing(session);
    Set<String> names = new TreeSet<>();
    for (KeptRecord each : session.folder().keptRecords()) {
      names.add(sealing.typeOnChain(each.type(), true));
    }
    int given = 0;
    int left = 0;
    for (ConsentDirective each : new ConsentState(session.light(), own).directives().values()) {
      if (!(each.terms().scope() instanceof DirectiveScope.OfType of)
          || names.contains(of.dataType())) {
        continue;
      }
      String name = sealing.typeOnChain(sealing.typeInClear(of.dataType()), true);
      if (name.equals(of.dataType())) {
        continue; // also where no record here has it: the chain's types are in words
      }
      boolean again =
          each.givenBy().equals(own) && names.contains(name) && issue(session, each, name);
      given += again ? 1 : 0;
      left += again ? 0 : 1;
    }
    return new TypeConsents(given, left);
  }

  private static boolean issue(ParticipantSession session, ConsentDirective before, String name)
      throws IOException, RefusedException, InterruptedException {
    DirectiveTerms terms = before.terms();
    DirectiveTerms later =
        new DirectiveTerms(
            terms.owner(), new DirectiveScope.OfType(name), terms.grantee(), terms.purpose());
    Outcome outcome =
        Outcome.of(session.order(new IssueDirective(later, before.untilMs())).receipt());
    return outcome == Outcome.OK || outcome == Outcome.ALREADY_GRANTED;
  }
}
