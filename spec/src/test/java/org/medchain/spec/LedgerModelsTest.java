package org.medchain.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * Properties that follow from agreement, in small models: a change of the members keeps it
 * (PBFT-20, PBFT-21), no one reads under a revoked grant (CON-8, CON-20, PBFT-22), no point is made
 * or lost (INC-3 to INC-8), and under proof of work a head is chosen by work and left for a lead
 * only (POW-10, POW-14, POW-20). Rules that look as good, planted defects among them, violate what
 * they are known to; and enough happens in the models for all of it to mean something.
 */
class LedgerModelsTest extends ModelTest {
  private static final String MEMBERSHIP = "Membership";
  private static final String CONSENT = "Consent";
  private static final String PURPOSE = "ConsentPurpose";
  private static final String CREDIT = "Credit";
  private static final String POW_CHAIN = "PowChain";

  @Override
  List<Case> cases() {
    return Stream.of(
            membership(),
            witnesses(
                MEMBERSHIP,
                "membership-witness-",
                "NobodyEntersEpoch1",
                "NobodyEntersEpoch2",
                "NewMembersDecideNothing",
                "NobodyIsLate",
                "NobodyJoins",
                "NoChangeReplaced"),
            consent(),
            witnesses(
                CONSENT,
                "consent-witness-",
                "NoRevocationIsFelt",
                "NothingIsBought",
                "NothingIsServed",
                "NoReadIsOrdered",
                "NobodyWaits",
                "AllAnswerAlike"),
            purpose(),
            witnesses(
                PURPOSE,
                "purpose-witness-",
                "NobodyReadsByDirective",
                "NothingExpires",
                "NoGuardianDecides",
                "NoGlassIsBroken",
                "NoRevocationIsFelt"),
            credit(),
            witnesses(
                CREDIT,
                "credit-witness-",
                "NobodyIsShort",
                "NothingWaits",
                "SupplyNeverEnds",
                "NobodyIsSettledAfterTrade"),
            powChain(),
            witnesses(
                POW_CHAIN,
                "pow-witness-",
                "NothingReverted",
                "HeadsAreEqual",
                "NoLowerHead",
                "NobodyAnswers",
                "NoSecret"))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Case> membership() {
    return List.of(
        Case.holds(MEMBERSHIP, "membership-built-3heights", 2_001),
        Case.holds(MEMBERSHIP, "membership-interval-1change", 3_414),
        Case.holds(MEMBERSHIP, "membership-live-2heights", 1_461),
        Case.violates(MEMBERSHIP, "membership-old", "OneSet"),
        Case.violates(MEMBERSHIP, "membership-atOnce", "OneSet"),
        Case.violates(MEMBERSHIP, "membership-unproved", "StartCertified"),
        Case.violates(MEMBERSHIP, "membership-leave-2heights", "Completes"));
  }

  private static List<Case> consent() {
    return List.of(
        Case.holds(CONSENT, "consent-revoke", 17_234),
        Case.holds(CONSENT, "consent-reads", 3_637),
        Case.holds(CONSENT, "consent-live", 6_672),
        Case.violates(CONSENT, "consent-cache", "NoReadAfterRevocation"),
        Case.violates(CONSENT, "consent-weak-revoke", "NoReadAfterRevocation"),
        Case.violates(CONSENT, "consent-one", "NoReadAfterRevocation"),
        Case.violates(CONSENT, "consent-impatient", "NoReadAfterRevocation"),
        Case.violates(CONSENT, "consent-stubborn", "ReadEnds"));
  }

  private static List<Case> purpose() {
    return List.of(
        Case.holds(PURPOSE, "purpose-built", 38_795),
        Case.holds(PURPOSE, "purpose-guardian", 23_067),
        Case.violates(PURPOSE, "purpose-anyPurpose", "NoReadWithoutConsent"),
        Case.violates(PURPOSE, "purpose-narrow", "NoRefusalWithConsent"),
        Case.violates(PURPOSE, "purpose-noEnd", "NoReadWithoutConsent"),
        Case.violates(PURPOSE, "purpose-late", "NoReadWithoutConsent"),
        Case.violates(PURPOSE, "purpose-stays", "GuardianInTime"),
        Case.violates(PURPOSE, "purpose-outlives", "GuardianInTime"),
        Case.violates(PURPOSE, "purpose-silent", "EveryReadIsSeen"),
        Case.violates(PURPOSE, "purpose-anybody", "OnlyDoctorsBreakTheGlass"));
  }

  private static List<Case> credit() {
    return List.of(
        Case.holds(CREDIT, "credit-scarce", 6_624),
        Case.holds(CREDIT, "credit-live", 779),
        Case.violates(CREDIT, "credit-rewardTwice", "NoRewardTwice"),
        Case.violates(CREDIT, "credit-penaltyTwice", "NoPenaltyTwice"),
        Case.violates(CREDIT, "credit-unchecked", "NoNegativeBalance"),
        Case.violates(CREDIT, "credit-rounds", "Conserved"),
        Case.violates(CREDIT, "credit-keepsLock", "LockedWhileWaiting"),
        Case.violates(CREDIT, "credit-replay", "RequestsOnce"),
        Case.violates(CREDIT, "credit-exitTwice", "ExitSettlesOnce"),
        Case.violates(CREDIT, "credit-exitWaits", "Leaves"));
  }

  private static List<Case> powChain() {
    return List.of(
        Case.holds(POW_CHAIN, "pow-converge", 4_473),
        Case.holds(POW_CHAIN, "pow-lead", 12_977),
        // With as many blocks of the adversary as confirmations; one more is the witness.
        Case.holds(POW_CHAIN, "pow-short", 2_397),
        Case.holds(POW_CHAIN, "pow-live-2blocks", 483),
        Case.violates(POW_CHAIN, "pow-height", "HeadHasMostWork"),
        Case.violates(POW_CHAIN, "pow-height-apart", "Converged"),
        Case.violates(POW_CHAIN, "pow-late", "NoHeadForEqualWork"),
        Case.violates(POW_CHAIN, "pow-late-lead", "LeadNeeded"),
        Case.violates(POW_CHAIN, "pow-zero", "NothingReverted"),
        // Without an adversary, where nodes hear of each other late: why k has a floor.
        Case.violates(POW_CHAIN, "pow-witness-NothingReverted-apart", "NothingReverted"));
  }

  /** What is claimed never to happen does happen. */
  private static List<Case> witnesses(String model, String prefix, String... claims) {
    return Stream.of(claims).map(each -> Case.violates(model, prefix + each, each)).toList();
  }

  @Override
  List<Case> largeCases() {
    return List.of(
        Case.holds(MEMBERSHIP, "membership-built", 5_290),
        Case.holds(MEMBERSHIP, "membership-interval", 7_697),
        Case.violates(MEMBERSHIP, "membership-old-blocks", "Agreement"),
        Case.holds(MEMBERSHIP, "membership-live", 5_393),
        Case.violates(MEMBERSHIP, "membership-leave", "Completes"),
        Case.violates(CONSENT, "consent-weak", "NoReadAfterRevocation"),
        Case.holds(CONSENT, "consent-built", 29_375),
        Case.holds(CREDIT, "credit-built", 23_260),
        Case.holds(MEMBERSHIP, "membership-values", 8_919),
        Case.holds(MEMBERSHIP, "membership-several", 19_038),
        Case.holds(MEMBERSHIP, "membership-window", 23_876),
        Case.holds(CONSENT, "consent-changes", 33_200),
        Case.holds(CONSENT, "consent-ordered", 688_665),
        Case.holds(POW_CHAIN, "pow-live", 8_939),
        Case.holds(POW_CHAIN, "pow-converge-4", 70_148),
        Case.holds(POW_CHAIN, "pow-lead-6", 158_547));
  }
}
