package org.medchain.contract.consent;

import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;

/** Consent as most tests need it: on one record, to one participant, without an end. */
public final class Consents {
  private Consents() {}

  public static DirectiveTerms terms(KeyPair owner, Hash record, KeyPair grantee, Purpose purpose) {
    return new DirectiveTerms(
        owner.publicKey(),
        new DirectiveScope.OneRecord(record),
        new Grantee.Party(grantee.publicKey()),
        purpose);
  }

  /** Says it. */
  public static IssueDirective allow(KeyPair owner, Hash record, KeyPair grantee, Purpose purpose) {
    return new IssueDirective(terms(owner, record, grantee, purpose), Long.MAX_VALUE);
  }

  /** Takes it back. */
  public static RevokeDirective revoke(
      KeyPair owner, Hash record, KeyPair grantee, Purpose purpose) {
    return new RevokeDirective(terms(owner, record, grantee, purpose).id());
  }

  /** Orders a read in a separate block; gives the line of the owner's trail. */
  public static AccessEntry read(TestChain chain, KeyPair who, Hash record, Purpose purpose) {
    return line(chain.run(who, new ReadRecord(record, purpose)));
  }

  public static AccessEntry line(Receipt receipt) {
    return ((ConsentEvents.ReadAnswered) MedicalModules.events(receipt).getFirst()).line();
  }
}
