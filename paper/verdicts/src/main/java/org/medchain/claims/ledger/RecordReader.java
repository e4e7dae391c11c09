package org.medchain.claims.ledger;

import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.DirectiveScope.OneRecord;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee.Party;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;

/**
 * A record, and a participant who may do something with it.
 *
 * @param record its id
 * @param reader the participant
 */
public record RecordReader(Hash record, PublicKey reader) {
  /** Of a directive for one record and one participant. */
  public static RecordReader of(DirectiveTerms terms) {
    return new RecordReader(((OneRecord) terms.scope()).record(), ((Party) terms.grantee()).key());
  }

  /** Such a directive, without an end. */
  public static IssueDirective consent(
      PublicKey owner, Hash record, PublicKey reader, Purpose purpose) {
    return new IssueDirective(
        new DirectiveTerms(owner, new OneRecord(record), new Party(reader), purpose),
        Long.MAX_VALUE);
  }

  /** Whether this is the receipt of a read that was granted. */
  public static boolean isGranted(Receipt receipt) {
    return MedicalModules.events(receipt).stream()
        .anyMatch(each -> each instanceof ReadAnswered read && read.line().answer().granted());
  }
}
