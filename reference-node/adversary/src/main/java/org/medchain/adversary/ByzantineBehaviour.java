package org.medchain.adversary;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * A Byzantine member's behaviour over time (ADV-3): data, so that a config can name it. Nodes are
 * numbers in the order of the {@link AdversarySetup#members}; probabilities are from 0 to 1. A
 * member may have several at once ({@link AdversaryFactory}).
 */
public sealed interface ByzantineBehaviour {
  /** When it is on. */
  ActivePeriod period();

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
   * ADV-10: sends nothing to these receivers.
   *
   * @param receivers numbers of nodes; empty for all nodes and clients
   * @param phases only votes of these phases are withheld; empty for everything
   */
  record SelectiveOmission(
      ActivePeriod period, List<Integer> receivers, List<NormalCasePhase> phases)
      implements ByzantineBehaviour {
    public SelectiveOmission {
      receivers = List.copyOf(receivers);
      phases = List.copyOf(phases);
    }
  }

  /**
   * ADV-11: everything leaves late, each message by another delay.
   *
   * @param leastNs least delay in nanoseconds
   * @param mostNs greatest delay in nanoseconds
   */
  record DelayedSending(ActivePeriod period, long leastNs, long mostNs)
      implements ByzantineBehaviour {
    public DelayedSending {
      Argument.refuseIf(
          leastNs < 0 || mostNs < leastNs, "a delay is 0 ns or more, the least not over the most");
    }
  }

  /**
   * ADV-12: two versions of each proposal for two groups of receivers; each group also gets only
   * the votes for its version, whether this member is primary or backup. Colluders with this
   * behaviour vote along.
   *
   * @param second the nodes that get the second version; the others get the first
   */
  record ProposalEquivocation(ActivePeriod period, List<Integer> second)
      implements ByzantineBehaviour {
    public ProposalEquivocation {
      second = List.copyOf(second);
    }
  }

  /** The field that {@link VoteCorruption} changes in a message of the normal case. */
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
  record VoteCorruption(
      ActivePeriod period,
      NormalCasePhase phase,
      CorruptedField field,
      int step,
      double probability)
      implements ByzantineBehaviour {}

  /**
   * ADV-14: besides each vote the same one in the name of another member, drawn each time; its
   * signature cannot hold.
   */
  record VoteForgery(ActivePeriod period) implements ByzantineBehaviour {}

  /**
   * ADV-15: changes the operation in requests: in those that it passes on, and as primary in those
   * that it proposes, with the right Merkle root.
   */
  record RequestTampering(ActivePeriod period, double probability) implements ByzantineBehaviour {}

  /** The false part of a reply. */
  enum FalseReplyField {
    /** The result of the request. */
    RESULT,
    VIEW,
    /** The height of the block. */
    HEIGHT
  }

  /** ADV-16: sends false replies to clients; colluders send the same. */
  record FalseReplies(ActivePeriod period, FalseReplyField lie) implements ByzantineBehaviour {}

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
  record FalseViewChange(ActivePeriod period, FalseViewChangeKind lie)
      implements ByzantineBehaviour {}

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
  record FalseNewView(ActivePeriod period, FalseNewViewKind lie) implements ByzantineBehaviour {}

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
  record FalseCheckpoint(ActivePeriod period, FalseCheckpointKind lie)
      implements ByzantineBehaviour {}

  /**
   * ADV-20: sends a false STATUS.
   *
   * @param heights how much further it claims to be; negative for further back
   * @param views the same for the view
   */
  record FalseStatus(ActivePeriod period, long heights, long views) implements ByzantineBehaviour {}

  /** ADV-21: serves parts of invalid snapshots. */
  record FalseSnapshots(ActivePeriod period) implements ByzantineBehaviour {}

  /**
   * ADV-22: sends again to any node what it received or sent before.
   *
   * @param probability that it does so in a step
   * @param memory how many envelopes it remembers
   */
  record MessageReplay(ActivePeriod period, double probability, int memory)
      implements ByzantineBehaviour {}

  /**
   * ADV-23: never proposes requests of these clients.
   *
   * @param clients keys of the senders
   */
  record RequestCensorship(ActivePeriod period, List<PublicKey> clients)
      implements ByzantineBehaviour {
    public RequestCensorship {
      clients = List.copyOf(clients);
    }
  }

  /**
   * ADV-24: takes note of all other clients' requests late.
   *
   * @param clients keys of the favoured senders
   * @param delayNs how long the others wait, in nanoseconds
   */
  record ClientFavouring(ActivePeriod period, List<PublicKey> clients, long delayNs)
      implements ByzantineBehaviour {
    public ClientFavouring {
      clients = List.copyOf(clients);
    }
  }

  /**
   * ADV-25: sends VIEW-CHANGEs repeatedly without a reason, and continues to work.
   *
   * @param everyNs between two such VIEW-CHANGEs, in nanoseconds, 1 or more
   */
  record SpuriousViewChange(ActivePeriod period, long everyNs) implements ByzantineBehaviour {
    public SpuriousViewChange {
      Argument.refuseIf(everyNs < 1, "between two view changes lies 1 ns or more");
    }
  }

  /** ADV-26: relays all received messages to its colluders, once. */
  record ColluderSharing(ActivePeriod period) implements ByzantineBehaviour {}

  /**
   * ADV-27: besides the correct messages sends at random what its key allows in PBFT and others may
   * accept, each to a part of them.
   *
   * @param probability that it does so in a step
   */
  record RandomMisbehaviour(ActivePeriod period, double probability)
      implements ByzantineBehaviour {}

  /**
   * ADV-28: keeps certificates, blocks, votes and requests, gives nobody what it is asked for, and
   * shows any of it at any time, to any part of the others, in any view.
   *
   * @param probability that it shows something in a step
   * @param memory how many envelopes it remembers
   */
  record Hoarding(ActivePeriod period, double probability, int memory)
      implements ByzantineBehaviour {}

  /** ADV-40: selfish mining (Eyal and Sirer 2014); the host defines its share of the hash power. */
  record SelfishMiningStrategy(ActivePeriod period) implements ByzantineBehaviour {}

  /**
   * ADV-41: a double spend (Nakamoto 2008, §11; Rosenfeld 2014): mines a secret branch with {@code
   * replacement} in place of {@code payment}, and publishes it when the payment is confirmed on the
   * public branch and the secret one is longer. One attempt.
   *
   * @param fromHeight the branch leaves the public chain at this height or, if that is higher
   *     already, at its head
   * @param payment sent to the other nodes when the race begins
   * @param replacement of the same sender and sequence number, so that the chain can hold only one
   * @param confirmations k of the victim, 1 or more
   * @param premined blocks that the secret branch has when the race begins: 0, or 1 as in Rosenfeld
   * @param deficit number of blocks that the secret branch may fall behind before it is given up, 1
   *     or more
   */
  record SecretBranchDoubleSpend(
      ActivePeriod period,
      long fromHeight,
      Transaction payment,
      Transaction replacement,
      int confirmations,
      int premined,
      int deficit)
      implements ByzantineBehaviour {
    public SecretBranchDoubleSpend {
      Argument.refuseIf(
          confirmations < 1 || deficit < 1 || premined < 0 || premined > 1,
          "a double spend has 1 confirmation and deficit or more, and 0 or 1 block pre-mined");
      Argument.refuseIf(
          !payment.request().equals(replacement.request()),
          "payment and replacement exclude each other by name");
    }
  }

  /**
   * ADV-42: mines only for the victims and colluders: exchanges messages with no other node, so
   * that a victim cut off from honest nodes, which is the network's to do, follows its chain
   * (Heilman et al. 2015).
   *
   * @param victims numbers of nodes
   */
  record EclipseMining(ActivePeriod period, List<Integer> victims) implements ByzantineBehaviour {
    public EclipseMining {
      victims = List.copyOf(victims);
    }
  }
}
