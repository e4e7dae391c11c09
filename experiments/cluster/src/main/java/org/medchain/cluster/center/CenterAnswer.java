package org.medchain.cluster.center;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.identity.CertificateSubject;

/**
 * What a command to the center answers (CLUSTER-25).
 *
 * @param done whether all of it was done; if not, the lines say what was refused
 * @param lines for people
 */
record CenterAnswer(boolean done, List<String> lines) {
  /** Adds a line. */
  CenterAnswer line(String text) {
    lines.add(text);
    return this;
  }

  /** Of what was done. */
  static CenterAnswer well(String text) {
    return new CenterAnswer(true, new ArrayList<>()).line(text);
  }

  /** The ledger's receipts, one line each. */
  static CenterAnswer of(List<Receipt> receipts) {
    CenterAnswer answer =
        new CenterAnswer(receipts.stream().allMatch(Receipt::succeeded), new ArrayList<>());
    for (Receipt receipt : receipts) {
      answer.lines.add(
          String.format(
              Locale.ROOT, "request %d: %s", receipt.request().sequence(), Outcome.of(receipt)));
    }
    return answer;
  }

  /** Of a revoked key: where nothing takes its place, it need not have been a member's. */
  static CenterAnswer revoked(List<Receipt> receipts, PublicKey revoked, boolean replaced) {
    List<Receipt> ofMembers =
        receipts.stream().filter(each -> Outcome.of(each) != Outcome.UNKNOWN_NODE).toList();
    boolean stranger = ofMembers.size() < receipts.size();
    return of(replaced ? receipts : ofMembers)
        .line(revoked.brief() + (stranger ? " is revoked; it was no member" : " is revoked"));
  }

  /** Of an authorised key: that the ledger knows it is no failure, as it may get certificates. */
  static CenterAnswer authorised(CertificateSubject subject, List<Receipt> receipts) {
    boolean known = receipts.stream().map(Outcome::of).anyMatch(Outcome.ALREADY_REGISTERED::equals);
    String authorised = subject.key().brief() + " is authorised as " + subject.name();
    return well(known ? authorised + "; the ledger has it registered already" : authorised);
  }
}
