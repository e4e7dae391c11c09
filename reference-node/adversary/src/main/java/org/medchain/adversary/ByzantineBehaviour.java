package org.medchain.adversary;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.data.Argument;

/**
 * A Byzantine member's behaviour (ADV-3): data, declared here once for all hosts. A config names it
 * by the words of its type and its components, whose usual values are those of {@link #defaults}.
 * Nodes are numbers in the order of the {@link AdversarySetup#members}; probabilities are from 0 to
 * 1. A member may have several at once ({@link AdversaryFactory}).
 */
public sealed interface ByzantineBehaviour {
  /** One of each kind; values that a config has to give are filled in with node or client 0. */
  static List<ByzantineBehaviour> defaults() {
    return List.of(
        new Silence(List.of(), List.of()),
        new Slowness(500, 1500),
        new Equivocation(List.of()),
        new Corruption(NormalCasePhase.PREPARE, CorruptedField.DIGEST, 1, 1),
        new Forgery(),
        new Tampering(1),
        new WrongReplies(FalseReplyField.RESULT),
        new LyingViewChange(FalseViewChangeKind.NOTHING_PREPARED),
        new LyingNewView(FalseNewViewKind.TWO_VERSIONS),
        new LyingCheckpoint(FalseCheckpointKind.STATE_ROOT),
        new LyingStatus(10, 0),
        new WrongSnapshots(),
        new Replay(0.1, 100),
        new Censorship(List.of(0)),
        new Favouring(List.of(0), 1000),
        new PrematureViewChange(1000),
        new Sharing(),
        new Erratic(0.1),
        new Hoarding(0.1, 100),
        new Twins(List.of(0), List.of(0)),
        new SelfishMining(),
        new DoubleSpend(0, 1, 20),
        new Eclipse(List.of(0)));
  }

  /**
   * Whether it can make a difference; where it cannot, the node is correct.
   *
   * @param votes whether members vote, or else mine
   */
  default boolean appliesTo(boolean votes) {
    return switch (this) {
      case Silence silence -> silence.phases.isEmpty() || votes;
      case Slowness it -> true;
      case Replay it -> true;
      case Censorship it -> true;
      case Favouring it -> true;
      case Sharing it -> true;
      case Twins it -> true;
      case SelfishMining it -> !votes;
      case DoubleSpend it -> !votes;
      case Eclipse it -> !votes;
      default -> votes;
    };
  }

  /** Other nodes that it names, by key. */
  default Map<String, List<Integer>> namedNodes() {
    return switch (this) {
      case Silence it -> Map.of("receivers", it.receivers);
      case Equivocation it -> Map.of("second", it.second);
      case Twins it -> new TreeMap<>(Map.of("first", it.first, "second", it.second));
      case Eclipse it -> Map.of("victims", it.victims);
      default -> Map.of();
    };
  }

  /** Client machines that it names. */
  default List<Integer> namedClients() {
    return switch (this) {
      case Censorship it -> it.clients;
      case Favouring it -> it.clients;
      default -> List.of();
    };
  }

  /** A phase of the normal case (Castro and Liskov 1999, §4.2), by which its message is named. */
  enum NormalCasePhase {
    /** The primary's proposal. */
    PRE_PREPARE,
    /** A backup's acceptance. */
    PREPARE,
    /** Being prepared. */
    COMMIT
  }

  /**
   * ADV-10: sends nothing.
   *
   * @param receivers nodes to which it sends nothing; empty for all nodes and clients
   * @param phases votes that it withholds; empty for everything
   */
  record Silence(List<Integer> receivers, List<NormalCasePhase> phases)
      implements ByzantineBehaviour {}

  /**
   * ADV-11: everything leaves late, each message by another delay.
   *
   * @param leastMs least delay of a message, 0 or more
   * @param mostMs greatest, not under the least
   */
  record Slowness(double leastMs, double mostMs) implements ByzantineBehaviour {}

  /**
   * ADV-12: two versions of each proposal for two groups of receivers; each group also gets only
   * the votes for its version, whether this member is primary or backup. Colluders with this
   * behaviour vote along.
   *
   * @param second the nodes that get the second version; the others get the first. Empty in a
   *     config is every second one of those that do not work with it
   */
  record Equivocation(List<Integer> second) implements ByzantineBehaviour {}

  /** The field that {@link Corruption} changes in a message of the normal case. */
  enum CorruptedField {
    /** The view number. */
    VIEW,
    /** The sequence number, which is the block's height. */
    NUMBER,
    /** The block's hash. */
    DIGEST
  }

  /**
   * ADV-13: messages of one phase are wrong in one field, and validly signed; a PRE-PREPARE whose
   * digest is wrong carries another block than it was signed for.
   *
   * @param step added to view or number, e.g. 1 or −1
   * @param probability for each message
   */
  record Corruption(NormalCasePhase phase, CorruptedField field, int step, double probability)
      implements ByzantineBehaviour {}

  /**
   * ADV-14: besides each vote the same one in the name of another member, drawn each time; its
   * signature cannot hold.
   */
  record Forgery() implements ByzantineBehaviour {}

  /**
   * ADV-15: changes the operation in requests: in those that it passes on, and as primary in those
   * that it proposes, with the right Merkle root.
   *
   * @param probability for each
   */
  record Tampering(double probability) implements ByzantineBehaviour {}

  /** The false part of a reply. */
  enum FalseReplyField {
    /** The result of the request. */
    RESULT,
    VIEW,
    /** The height of the block. */
    HEIGHT
  }

  /** ADV-16: sends false replies to clients; colluders send the same. */
  record WrongReplies(FalseReplyField lie) implements ByzantineBehaviour {}

  /** The false part of a VIEW-CHANGE. */
  enum FalseViewChangeKind {
    /** It is for one view further. */
    VIEW_ABOVE,
    /** It is for the view that is left. */
    VIEW_BELOW,
    /** It claims that nothing was prepared. */
    NOTHING_PREPARED,
    /** It leaves out one of its prepared certificates, and each other with probability ½. */
    SOME_PREPARED,
    /** It claims the genesis block to be the last stable one. */
    STALE,
    /** The signatures of its stable certificate are left out. */
    NO_PROOF
  }

  /** ADV-17: sends false VIEW-CHANGEs. */
  record LyingViewChange(FalseViewChangeKind lie) implements ByzantineBehaviour {}

  /** The false part of a NEW-VIEW. */
  enum FalseNewViewKind {
    /** It shows one VIEW-CHANGE too few. */
    TOO_FEW,
    /** It shows one VIEW-CHANGE twice. */
    DOUBLED,
    /** It is for one view further than its VIEW-CHANGEs. */
    VIEW_ABOVE,
    /**
     * Every second node is shown another VIEW-CHANGE: of a member outside the quorum if there is
     * one, else a second one of this member's own, without prepared certificates.
     */
    TWO_VERSIONS
  }

  /** ADV-18: sends false NEW-VIEWs as the primary of a new view. */
  record LyingNewView(FalseNewViewKind lie) implements ByzantineBehaviour {}

  /** The false part of a CHECKPOINT. */
  enum FalseCheckpointKind {
    /** The root of the state. */
    STATE_ROOT,
    /** The digest of consensus' own data. */
    CONTEXT,
    BLOCK,
    /** Its own votes are true, but the proof of stable ones, sent to lagging replicas, is empty. */
    NO_PROOF
  }

  /** ADV-19: votes for false checkpoints, or proves none; colluders alike. */
  record LyingCheckpoint(FalseCheckpointKind lie) implements ByzantineBehaviour {}

  /**
   * ADV-20: sends a false STATUS.
   *
   * @param heights how much further it claims to be; negative for further back
   * @param views the same for the view
   */
  record LyingStatus(long heights, long views) implements ByzantineBehaviour {}

  /** ADV-21: serves parts of invalid snapshots. */
  record WrongSnapshots() implements ByzantineBehaviour {}

  /**
   * ADV-22: sends again to any node what it received or sent before.
   *
   * @param probability that it does so in a step
   * @param memory how many envelopes it remembers
   */
  record Replay(double probability, int memory) implements ByzantineBehaviour {}

  /**
   * ADV-23: never proposes requests of some clients.
   *
   * @param clients client machines whose senders it censors
   */
  record Censorship(List<Integer> clients) implements ByzantineBehaviour {}

  /**
   * ADV-24: takes note of all other clients' requests late.
   *
   * @param clients client machines whose senders it favours
   * @param delayMs how long the others wait
   */
  record Favouring(List<Integer> clients, double delayMs) implements ByzantineBehaviour {}

  /**
   * ADV-25: sends VIEW-CHANGEs repeatedly without a reason, and continues to work.
   *
   * @param everyMs between two such VIEW-CHANGEs
   */
  record PrematureViewChange(double everyMs) implements ByzantineBehaviour {
    public PrematureViewChange {
      Argument.refuseIf(!(everyMs > 0), "between two view changes lies some time");
    }
  }

  /** ADV-26: relays all received messages to its colluders, once. */
  record Sharing() implements ByzantineBehaviour {}

  /**
   * ADV-27: besides the correct messages sends at random what its key allows in PBFT and others may
   * accept, each to a part of them.
   *
   * @param probability that it does so in a step
   */
  record Erratic(double probability) implements ByzantineBehaviour {}

  /**
   * ADV-28: keeps certificates, blocks, votes and requests, gives nobody what it is asked for, and
   * shows any of it at any time, to any part of the others, in any view.
   *
   * @param probability that it shows something in a step
   * @param memory how many envelopes it remembers
   */
  record Hoarding(double probability, int memory) implements ByzantineBehaviour {}

  /**
   * Two correct copies of the node with one key (Bano et al. 2022), each linked to some; outside
   * the period both are linked to all. The host makes them ({@code TwinsReplica}).
   *
   * @param first nodes linked to the first copy
   * @param second nodes linked to the second
   */
  record Twins(List<Integer> first, List<Integer> second) implements ByzantineBehaviour {}

  /** ADV-40: selfish mining (Eyal and Sirer 2014); the host defines its share of the hash power. */
  record SelfishMining() implements ByzantineBehaviour {}

  /**
   * ADV-41: a double spend (Nakamoto 2008, §11; Rosenfeld 2014): mines a secret branch with a
   * replacement in place of a payment, and publishes it when the payment is confirmed on the public
   * branch and the secret one is longer. One attempt. {@link DoubleSpendTerms} has the rest.
   *
   * @param fromHeight the branch leaves the public chain at this height or, if that is higher
   *     already, at its head
   * @param premined blocks that the secret branch has when the race begins: 0, or 1 as in Rosenfeld
   * @param deficit number of blocks that the secret branch may fall behind before it is given up, 1
   *     or more
   */
  record DoubleSpend(long fromHeight, int premined, int deficit) implements ByzantineBehaviour {
    public DoubleSpend {
      Argument.refuseIf(
          deficit < 1 || premined < 0 || premined > 1,
          "a double spend has a deficit of 1 or more, and 0 or 1 block pre-mined");
    }
  }

  /**
   * ADV-42: mines only for the victims and colluders: exchanges messages with no other node, so
   * that a victim cut off from honest nodes, which is the network's to do, follows its chain
   * (Heilman et al. 2015).
   *
   * @param victims nodes
   */
  record Eclipse(List<Integer> victims) implements ByzantineBehaviour {}
}
