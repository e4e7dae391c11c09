package org.medchain.claims.ledger;

import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;

/** Consent to one record for one participant, and whether a read was granted. */
public final class RecordConsent {
  private RecordConsent() {}

  /** What an owner's directive for this record and participant says. */
  public static DirectiveTerms of(PublicKey owner, Hash record, PublicKey reader, Purpose purpose) {
    return new DirectiveTerms(
        owner, new DirectiveScope.OneRecord(record), new Grantee.Party(reader), purpose);
  }

  /** Whether this is the receipt of a read that was granted. */
  public static boolean isGranted(Receipt receipt) {
    return MedicalModules.events(receipt).stream()
        .anyMatch(each -> each instanceof ReadAnswered read && read.line().answer().granted());
  }
}
