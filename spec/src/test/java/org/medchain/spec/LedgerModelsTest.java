package org.medchain.spec;

import java.util.List;

/**
 * Properties that follow from agreement, in small models: a change of the members keeps it
 * (PBFT-20, PBFT-21), no one reads under a revoked grant (CON-8, CON-20, PBFT-22), no point is made
 * or lost (INC-3 to INC-8), and under proof of work a head is chosen by work and left for a lead
 * only (POW-10, POW-14, POW-20). Rules that look as good, planted defects among them, violate what
 * they are known to; and enough happens in the models for all of it to mean something.
 */
class LedgerModelsTest extends ModelTest {
  LedgerModelsTest() {
    super("Membership", "Consent", "ConsentPurpose", "Credit", "PowChain");
  }

  @Override
  List<Case> largeCases() {
    return named(
        """
        membership-built membership-interval membership-old-blocks
        membership-live membership-leave consent-weak consent-built credit-built
        membership-values membership-several membership-window consent-changes
        consent-ordered pow-live pow-converge-4 pow-lead-6
        """);
  }
}
