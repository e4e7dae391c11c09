package org.medchain.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;

class PointLedgerTest {
  private static final List<Account> ACCOUNTS =
      List.of(
          Account.of(new PublicKey(name("one"))),
          Account.of(new PublicKey(name("two"))),
          Account.escrow(Hash.of(Bytes.utf8("one"))));

  private static Bytes name(String text) {
    return Hash.of(Bytes.utf8(text)).toBytes();
  }

  enum Kind {
    ISSUE,
    BURN,
    TRANSFER
  }

  record Movement(Kind kind, int from, int to, long amount) {
    Optional<PointLedger> on(PointLedger ledger) {
      Account source = ACCOUNTS.get(from);
      return switch (kind) {
        case ISSUE -> ledger.issue(source, amount);
        case BURN -> ledger.burn(source, amount);
        case TRANSFER -> ledger.transfer(source, ACCOUNTS.get(to), amount);
      };
    }
  }

  /** The same in the plainest form, with numbers that cannot overflow. */
  private static final class Model {
    final Map<Integer, Long> balances = new TreeMap<>();
    long issued;
    long burnt;

    boolean moves(Movement movement) {
      boolean possible =
          movement.amount >= 0
              && (movement.kind == Kind.ISSUE
                  ? movement.amount <= Long.MAX_VALUE - issued
                  : movement.amount <= balances.getOrDefault(movement.from, 0L));
      if (possible) {
        boolean issue = movement.kind == Kind.ISSUE;
        balances.merge(movement.from, issue ? movement.amount : -movement.amount, Long::sum);
        switch (movement.kind) {
          case ISSUE -> issued += movement.amount;
          case BURN -> burnt += movement.amount;
          case TRANSFER -> balances.merge(movement.to, movement.amount, Long::sum);
        }
      }
      return possible;
    }
  }

  @Provide
  Arbitrary<List<Movement>> movements() {
    Arbitrary<Integer> account = Arbitraries.integers().between(0, ACCOUNTS.size() - 1);
    Arbitrary<Long> amount =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.longs().between(-2, 100)),
            Tuple.of(1, Arbitraries.of(Long.MAX_VALUE, Long.MAX_VALUE - 50, Long.MIN_VALUE)));
    return Combinators.combine(Arbitraries.of(Kind.class), account, account, amount)
        .as(Movement::new)
        .list()
        .ofMaxSize(40);
  }

  /** INC-2, INC-3, INC-4. */
  @Property(seed = "1", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void everyMovementIsTheModelsAndConservesPoints(@ForAll("movements") List<Movement> movements) {
    PointLedger ledger = PointLedger.over(StateTree.EMPTY);
    Model model = new Model();
    for (Movement movement : movements) {
      Optional<PointLedger> moved = movement.on(ledger);
      assertThat(moved.isPresent()).isEqualTo(model.moves(movement));
      // Through the state and back, as it is between two operations.
      ledger = moved.map(each -> PointLedger.over(each.state())).orElse(ledger);
      ledger.requireConserved(1);
      Supply supply = ledger.supply();
      assertThat(supply.held()).isEqualTo(ledger.countHeld());
      assertThat(supply.issued()).isEqualTo(model.issued);
      assertThat(supply.burnt()).isEqualTo(model.burnt);
      for (int i = 0; i < ACCOUNTS.size(); i++) {
        assertThat(ledger.balanceOf(ACCOUNTS.get(i)))
            .isNotNegative()
            .isEqualTo(model.balances.getOrDefault(i, 0L));
      }
    }
  }

  /** An empty account leaves no trace, so a state does not depend on history. */
  @Example
  void emptyAccountsHaveNoEntry() {
    PointLedger empty = PointLedger.over(StateTree.EMPTY);
    PointLedger held = empty.issue(ACCOUNTS.get(0), 5).orElseThrow();
    PointLedger moved = held.transfer(ACCOUNTS.get(0), ACCOUNTS.get(1), 5).orElseThrow();
    PointLedger direct = empty.issue(ACCOUNTS.get(1), 5).orElseThrow();
    assertThat(moved.state().root()).isEqualTo(direct.state().root());
  }

  /** INC-3: each way in which the two sides can differ. */
  @Example
  void aViolationIsThrownWithTheHeight() {
    List<Supply> broken = new ArrayList<>();
    broken.add(new Supply(10, 9, 0, 0));
    broken.add(new Supply(10, 10, 1, 0));
    broken.add(new Supply(10, 5, 5, 1));
    broken.add(new Supply(10, 11, -1, 0));
    broken.add(new Supply(-1, 0, 0, -1));
    broken.add(new Supply(Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MAX_VALUE, 0));
    for (Supply supply : broken) {
      StateTree state =
          StateTree.EMPTY.put(new Encoder().uint8(PointLedger.SUPPLY).toBytes(), supply.encoded());
      assertThatIllegalStateException()
          .isThrownBy(() -> PointLedger.over(state).requireConserved(77))
          .withMessageContaining("height 77");
    }
  }
}
