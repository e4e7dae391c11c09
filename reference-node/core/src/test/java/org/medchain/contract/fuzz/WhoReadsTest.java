package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;

/**
 * CON-7, CON-8, CON-9, CON-23, CON-30, CON-31, CON-32, CON-33, GAME-1, GAME-5, GAME-7, GAME-8:
 * random sequences of what changes who may read, on chains where the center decides on records and
 * on chains where verifiers do, and {@link PlainDirectives} beside them. Each read goes as the
 * model foretells, each line of a trail with its price is as it says, each point is accounted for,
 * and after each block readers, records and purposes are drawn whose answer must be the model's.
 */
class WhoReadsTest {
  private static final int QUICK = 40;
  private static final int MANY = 1_000;
  private static final int ORDERS = 250;

  /** Each as often as it comes. */
  private static final List<OperationType<?>> TYPES =
      List.of(
          UploadRecord.TYPE,
          UploadRecord.TYPE,
          JudgeRecord.TYPE,
          CastVote.TYPE,
          CastVote.TYPE,
          CastVote.TYPE,
          IssueDirective.TYPE,
          IssueDirective.TYPE,
          IssueDirective.TYPE,
          RevokeDirective.TYPE,
          AppointDelegate.TYPE,
          EndDelegation.TYPE,
          ReadRecord.TYPE,
          ReadRecord.TYPE,
          OfferRecords.TYPE,
          DemandRecords.TYPE,
          Withdraw.TYPE,
          BuyLevel.TYPE,
          Register.TYPE,
          RevokeCertificates.TYPE,
          ReplaceKey.TYPE,
          LeaveChain.TYPE,
          FreezeAccount.TYPE,
          ThawAccount.TYPE,
          EntrustFile.TYPE,
          HoldFile.TYPE,
          ReleaseFile.TYPE);

  @Example
  void everyAnswerIsTheModels() {
    assertThat(played(1, QUICK)).containsOnlyKeys(ReadAnswer.values());
  }

  @Example
  @Tag("statistical")
  void soItIsInAThousandSequences() {
    assertThat(played(QUICK + 1, MANY).values())
        .hasSize(ReadAnswer.values().length)
        .allMatch(times -> times >= MANY / 20);
  }

  private static Map<ReadAnswer, Integer> played(long first, int sequences) {
    ContractFuzzer fuzzer = new ContractFuzzer(0, TYPES);
    for (long seed = first; seed < first + sequences; seed++) {
      try {
        fuzzer.play(seed, ORDERS);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(String.format(Locale.ROOT, "sequence of seed %d", seed), e);
      }
    }
    return fuzzer.answers();
  }
}
