package org.medchain.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.Example;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;

/** One example a rule; the properties over many of them are tested on blocks. */
class CreditPointsTest {
  private static final PublicKey PATIENT = key("patient");
  private static final PublicKey READER = key("reader");
  private static final PublicKey PROVIDER = key("provider");
  private static final Account ESCROW = Account.escrow(Hash.ZERO);

  private final CreditPoints start =
      CreditPoints.establish(StateTree.EMPTY, new PointRules(100, 10, 150, 7, 8_000))
          .join(PATIENT)
          .flatMap(points -> points.join(READER))
          .orElseThrow();

  private static PublicKey key(String name) {
    return new PublicKey(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private static long balance(CreditPoints points, PublicKey of) {
    return points.ledger().balanceOf(Account.of(of));
  }

  /** INC-1: a later block reads the established rules. */
  @Example
  void rulesAndBalancesStandInTheState() {
    CreditPoints read = CreditPoints.over(start.state());
    assertThat(read.rules()).isEqualTo(start.rules());
    assertThat(read.ledger().supply()).isEqualTo(start.ledger().supply());
    assertThatIllegalStateException().isThrownBy(() -> CreditPoints.over(StateTree.EMPTY));
  }

  /** INC-6: 80 % of 7 is 5, rounded down. */
  @Example
  void aQueryPaysTheOwnerAndBurnsTheRest() {
    CreditPoints paid = start.payQuery(READER, PATIENT).orElseThrow();
    assertThat(balance(paid, PATIENT)).isEqualTo(105);
    assertThat(balance(paid, READER)).isEqualTo(93);
    assertThat(paid.ledger().supply()).isEqualTo(new Supply(200, 198, 2, 0));
  }

  /** INC-6. */
  @Example
  void anEscrowIsSettledOrReleased() {
    CreditPoints locked = start.lock(READER, ESCROW, 21).orElseThrow();
    assertThat(balance(locked, READER)).isEqualTo(79);
    CreditPoints settled = locked.settle(ESCROW, PATIENT, PROVIDER, 14).orElseThrow();
    assertThat(balance(settled, PATIENT)).isEqualTo(111);
    assertThat(balance(settled, PROVIDER)).isEqualTo(3);
    assertThat(settled.settle(ESCROW, PATIENT, PROVIDER, 8)).isEmpty();
    CreditPoints released = settled.release(ESCROW, READER);
    assertThat(balance(released, READER)).isEqualTo(86);
    assertThat(released.ledger().balanceOf(ESCROW)).isZero();
  }
}
