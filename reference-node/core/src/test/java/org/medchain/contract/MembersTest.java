package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.center.CenterValues;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Refusal;
import org.medchain.contract.engine.Role;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/** The consensus nodes as ledger data, and how the center changes them. */
class MembersTest {
  private final TestChain chain = new TestChain();

  private static Operation add(int node) {
    return new ChangeMembers(new MemberChange.Add(node(node), Role.TERTIARY_HOSPITAL));
  }

  private Optional<Role> operator(PublicKey node) {
    return ConsensusNodes.operator(chain.state(), node);
  }

  private static Operation remove(int node) {
    return new ChangeMembers(new MemberChange.Remove(node(node)));
  }

  private static Operation replace(int node, int successor) {
    return new ChangeMembers(new MemberChange.Replace(node(node), node(successor)));
  }

  private ExecutionResult order(Operation... operations) {
    List<Transaction> transactions = new ArrayList<>();
    for (Operation operation : operations) {
      transactions.add(chain.order(CENTER, operation));
    }
    return chain.add(transactions);
  }

  private static List<PublicKey> nodes(int... numbers) {
    List<PublicKey> keys = new ArrayList<>();
    for (int number : numbers) {
      keys.add(node(number));
    }
    return keys;
  }

  private void requireMembers(ExecutionResult execution, int... numbers) {
    assertThat(execution.members().map(Membership::keys)).contains(nodes(numbers));
    assertThat(ConsensusNodes.of(chain.state()).keys()).isEqualTo(nodes(numbers));
  }

  /** CON-17. */
  @Example
  void theStateNamesTheNodesFromTheStart() {
    assertThat(ConsensusNodes.of(chain.state()).keys()).isEqualTo(nodes(0, 1, 2, 3));
    assertThat(chain.genesis().membership().keys()).isEqualTo(nodes(0, 1, 2, 3));
    assertThat(order().members()).isEmpty();
  }

  /** CON-18, CON-19: at the end; the place kept; the gap closed. */
  @Example
  void aNodeJoinsIsReplacedAndLeaves() {
    requireMembers(order(add(4)), 0, 1, 2, 3, 4);
    requireMembers(order(replace(1, 5)), 0, 5, 2, 3, 4);
    requireMembers(order(remove(2)), 0, 5, 3, 4);
    // A node that left may come back, with another number.
    requireMembers(order(add(1)), 0, 5, 3, 4, 1);
    assertThat(order().members()).isEmpty();
  }

  /** CON-19: one list a block, and none where the last of several changes undoes the first. */
  @Example
  void changesOfOneBlockAreReportedTogether() {
    requireMembers(order(add(4), add(5), remove(0), replace(3, 6)), 1, 2, 6, 4, 5);
    ExecutionResult none = order(add(7), remove(7));
    assertThat(none.receipts()).allMatch(Receipt::succeeded);
    assertThat(none.members()).isEmpty();
  }

  /** CON-18: every reason to refuse; nothing is changed then. */
  @Example
  void changesAreRefused() {
    chain.expect(CENTER, remove(3), Outcome.TOO_FEW_NODES);
    chain.expect(CENTER, remove(4), Outcome.UNKNOWN_NODE);
    chain.expect(CENTER, add(3), Outcome.NODE_EXISTS);
    chain.expect(CENTER, replace(0, 3), Outcome.NODE_EXISTS);
    chain.expect(CENTER, replace(4, 5), Outcome.UNKNOWN_NODE);
    assertThat(chain.executions()).allMatch(execution -> execution.members().isEmpty());
    assertThat(ConsensusNodes.of(chain.state()).keys()).isEqualTo(nodes(0, 1, 2, 3));
    chain.expect(CENTER, replace(0, 4), Outcome.OK);
    // With four, one can only go when another came.
    chain.expect(CENTER, add(5), Outcome.OK);
    chain.expect(CENTER, remove(4), Outcome.OK);
    assertRefused(() -> replace(4, 4));
  }

  /** CON-43 (§3.2.2): nodes are run only for tertiary hospitals and research institutions. */
  @Example
  void nodesAreRunForWhoDecidesOnBlocks() {
    for (Role role : Role.values()) {
      boolean may = role == Role.TERTIARY_HOSPITAL || role == Role.RESEARCH;
      PublicKey joining = node(10 + role.code());
      assertThat(chain.outcome(CENTER, new ChangeMembers(new MemberChange.Add(joining, role))))
          .as("%s", role)
          .isEqualTo(may ? Outcome.OK : Outcome.WRONG_OPERATOR);
      assertThat(operator(joining)).isEqualTo(Optional.of(role).filter(is -> may));
    }
    // A participant's key is a node of that participant's.
    PublicKey research = TestChain.INSTITUTION.publicKey();
    chain.expect(
        CENTER,
        new ChangeMembers(new MemberChange.Add(research, Role.TERTIARY_HOSPITAL)),
        Outcome.WRONG_OPERATOR);
    Operation replacing = new ChangeMembers(new MemberChange.Replace(node(0), research));
    chain.expect(CENTER, replacing, Outcome.WRONG_OPERATOR);
    Operation own = new ChangeMembers(new MemberChange.Add(research, Role.RESEARCH));
    chain.expect(CENTER, own, Outcome.OK);
  }

  /** CON-43: a node that takes a place has its operator, and one that left has none. */
  @Example
  void theOperatorGoesWithThePlace() {
    Role tertiary = Role.TERTIARY_HOSPITAL;
    assertThat(operator(node(0))).contains(tertiary);
    chain.expect(CENTER, replace(0, 4), Outcome.OK);
    assertThat(operator(node(4))).contains(tertiary);
    assertThat(operator(node(0))).isEmpty();
    chain.expect(CENTER, add(5), Outcome.OK);
    chain.expect(CENTER, remove(4), Outcome.OK);
    assertThat(operator(node(4))).isEmpty();
  }

  /** CON-43: a chain begins with no node of a participant that runs none. */
  @Example
  void theFirstNodesAreRunForThemToo() {
    for (Role role : List.of(Role.RESEARCH, Role.HOSPITAL, Role.INSURER)) {
      List<Participant> first = List.of(new Participant(node(0), role));
      if (role == Role.RESEARCH) {
        assertThat(
                ConsensusNodes.operator(
                    new Genesis(chain.genesis().terms(), first).state(), node(0)))
            .contains(role);
      } else {
        assertRefused(() -> new Genesis(chain.genesis().terms(), first))
            .hasMessageContaining("is a " + role.word() + "'s");
      }
    }
  }

  /** CON-18: a list for proof of work may be shorter; it does not change into a short one. */
  @Example
  void aShortListStaysAsItIs() {
    List<PublicKey> short3 = nodes(0, 1, 2);
    new MemberChange.Add(node(3), Role.TERTIARY_HOSPITAL).check(short3);
    tooFew(new MemberChange.Replace(node(2), node(3)), short3);
    tooFew(new MemberChange.Add(node(3), Role.TERTIARY_HOSPITAL), nodes(0, 1));
  }

  private static void tooFew(MemberChange change, List<PublicKey> nodes) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> change.check(nodes))
        .extracting(Refusal::reason)
        .isEqualTo(Outcome.TOO_FEW_NODES);
  }

  /** CON-14: another list of nodes is another chain, also by the entry that changes later. */
  @Example
  void theListIsBoundByTheGenesisHash() {
    Hash root = chain.genesis().block().header().stateRoot();
    assertThat(CenterValues.withMembers(chain.genesis().state(), nodes(0, 1, 3, 2)).tree().root())
        .isNotEqualTo(root);
  }
}
