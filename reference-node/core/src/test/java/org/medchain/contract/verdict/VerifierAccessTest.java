package org.medchain.contract.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.records.Records;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.VerdictRules;

/**
 * GAME-1, CON-31: a verifier's seat is not a consent; it lets read as long as a verdict may come.
 */
class VerifierAccessTest {
  /** Both hospital and institution, two decide within six blocks. */
  private static final IncentiveRules RULES =
      IncentiveRules.of(TestChain.RULES).with(new VerdictRules(2, 2, 1, 6, 3, 4, 5, 6));

  private final TestChain chain = new TestChain(RULES, List.of());
  private final Hash id = chain.upload(PATIENT, "image", 1);

  private ReadAnswer read(KeyPair who) {
    return Consents.read(chain, who, id, Purpose.HOPERAT).answer();
  }

  /** The check of a node before it releases a key. */
  private void assertReads(KeyPair who, boolean reads) {
    long height = chain.contract().height();
    long timeMs = chain.blocks().getLast().header().timestampMs();
    assertThat(
            ReadRecord.answer(chain.state(), id, who.publicKey(), Purpose.HOPERAT, height, timeMs)
                .filter(ReadAnswer::granted)
                .isPresent())
        .isEqualTo(reads);
  }

  @Example
  void aRecordThatIsNeverDecidedIsReadUntilTheLastVoteCounts() {
    long until = Verdicts.of(chain.state(), id).orElseThrow().until();
    chain.advanceTo(until - 1);
    assertThat(read(HOSPITAL)).isEqualTo(ReadAnswer.VERIFIER);
    assertThat(chain.contract().height()).isEqualTo(until);
    assertReads(HOSPITAL, true);
    assertThat(read(HOSPITAL)).isEqualTo(ReadAnswer.RECORD_PENDING);
    assertReads(HOSPITAL, false);
    assertThat(Records.find(chain.state(), id).orElseThrow().isPending()).isTrue();
  }
}
