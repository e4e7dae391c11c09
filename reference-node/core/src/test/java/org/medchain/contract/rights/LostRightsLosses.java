package org.medchain.contract.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.math.BigInteger;
import java.util.List;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.incentive.IncentiveRules;

final class LostRightsLosses {
  private LostRightsLosses() {}

  /** Of who acts: whether there is such a way, the center has no other, nobody leaves twice. */
  static boolean take(LostRightsWorld world, LostRightsWay way, KeyPair actor) {
    Outcome outcome =
        switch (way) {
          case KEY_REVOKED -> world.chain.outcome(CENTER, revocation(actor));
          case KEY_REPLACED, KEY_RENEWED ->
              world.chain.outcome(
                  CENTER, new ReplaceKey(actor.publicKey(), LostRightsWorld.RENEWED.publicKey()));
          case FROZEN -> world.chain.outcome(CENTER, new FreezeAccount(actor.publicKey()));
          case LEFT -> world.chain.outcome(actor, new LeaveChain());
          case SETTLED -> settled(world, actor);
          default -> throw new AssertionError(way + " is always the same one's");
        };
    world.renew(way == LostRightsWay.KEY_RENEWED && outcome == Outcome.OK);
    return outcome == Outcome.OK;
  }

  private static RevokeCertificates revocation(KeyPair whose) {
    return new RevokeCertificates(
        1,
        Hash.ZERO,
        List.of(
            new RevocationEntry(
                BigInteger.ONE, whose.publicKey(), RevocationReason.KEY_COMPROMISE, true)));
  }

  private static Outcome settled(LostRightsWorld world, KeyPair actor) {
    Outcome left = world.chain.outcome(actor, new LeaveChain());
    if (left != Outcome.OK) {
      return left;
    }
    world.chain.advanceTo(world.chain.contract().height() + LostRightsWorld.EXIT_LOCK);
    return world.chain.outcome(CENTER, new SettleExit(actor.publicKey()));
  }

  /** Of whom it always is. */
  static void take(LostRightsWorld world, LostRightsWay way) {
    switch (way) {
      case OWNER_LEFT -> world.must(PATIENT, new LeaveChain());
      case FOUND_FALSE -> {
        List.of(world.held, world.shared, world.alone)
            .forEach(each -> world.must(CENTER, new JudgeRecord(each)));
        vote(world, false);
      }
      case RELEASED ->
          List.of(world.held, world.shared)
              .forEach(each -> world.must(PATIENT, new ReleaseFile(each, HOSPITAL.publicKey())));
      case DELEGATION_ENDED ->
          world.must(
              PATIENT,
              new EndDelegation(PATIENT.publicKey(), LostRightsWorld.GUARDIAN.publicKey()));
      case DIRECTIVES_REVOKED -> {
        for (ConsentDirective each : Directives.of(world.state(), PATIENT.publicKey())) {
          world.must(PATIENT, new RevokeDirective(each.terms().id()));
        }
      }
      case DECIDED -> vote(world, true);
      case OFFER_WITHDRAWN -> {
        world.must(HOSPITAL, new Withdraw(HOSPITAL.publicKey(), LostRightsWorld.IMAGE));
        world.must(
            OTHER_PATIENT, new Withdraw(OTHER_PATIENT.publicKey(), LostRightsWorld.LABORATORY));
      }
      case DEAL_ENDED -> world.must(LostRightsWorld.READER, new EndDeal(world.deal));
      case REQUEST_ENDED ->
          List.of(world.request, world.drawnOn)
              .forEach(each -> world.must(LostRightsWorld.READER, new EndRequest(each)));
      case SEARCH_ENDED ->
          world.must(
              PATIENT,
              new EndSearchDelegation(PATIENT.publicKey(), LostRightsWorld.SEARCHER.publicKey()));
      case RULES_CHANGED -> {
        long next = world.chain.contract().height() + 2;
        IncentiveRules plain = IncentiveRules.of(LostRightsWorld.POINTS);
        world.must(CENTER, new ChangeRules(next, plain));
        world.chain.advanceTo(next);
      }
      case NODE_REMOVED ->
          world.must(CENTER, new ChangeMembers(new MemberChange.Remove(LostRightsWorld.NODE)));
      case PRACTICE_LEFT -> world.must(TestChain.PRACTICE, new LeaveChain());
      case DELEGATION_OVER, DIRECTIVES_OVER, LEVEL_OVER, UNDECIDED, REQUEST_OVER, SEARCH_OVER -> {
        assertThat(world.chain.contract().height()).isLessThan(LostRightsWorld.OVER);
        world.chain.advanceTo(LostRightsWorld.OVER);
      }
      default -> throw new AssertionError(way + " is the actor's");
    }
  }

  private static void vote(LostRightsWorld world, boolean valid) {
    LostRightsWorld.OTHER_VERIFIERS.forEach(
        each -> world.must(each, new CastVote(world.pending, valid)));
  }
}
