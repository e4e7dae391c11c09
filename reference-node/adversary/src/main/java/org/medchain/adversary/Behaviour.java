package org.medchain.adversary;

import java.util.List;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * What a Byzantine member does, and when (ADV-3): data, so that a config can name it. Nodes are
 * numbers in the order of the {@link Surroundings#members}; probabilities are from 0 to 1. A member
 * may have several at once ({@link Adversaries}).
 */
public sealed interface Behaviour {
  /** When it is on. */
  Period period();

  /** A phase of the normal case (Castro and Liskov 1999, §4.2), by which its message is named. */
  enum Phase {
    /** The primary's proposal. */
    PRE_PREPARE,
    /** A backup's acceptance. */
    PREPARE,
    /** Being prepared. */
    COMMIT
  }

  /**
   * ADV-10: says nothing to these receivers.
   *
   * @param receivers numbers of nodes; empty for all nodes and clients
   * @param phases votes of these phases alone are withheld; empty for everything
   */
  record Silence(Period period, List<Integer> receivers, List<Phase> phases) implements Behaviour {
    /** Copies the lists. */
    public Silence {
      receivers = List.copyOf(receivers);
      phases = List.copyOf(phases);
    }
  }

  /**
   * ADV-11: everything leaves late, each message by a time of its own.
   *
   * @param leastNs least delay in nanoseconds
   * @param mostNs greatest delay in nanoseconds
   */
  record Slowness(Period period, long leastNs, long mostNs) implements Behaviour {
    /** Checks the range. */
    public Slowness {
      if (leastNs < 0 || mostNs < leastNs) {
        throw new IllegalArgumentException("a delay is 0 ns or more, the least not over the most");
      }
    }
  }

  /**
   * ADV-12: two versions of each proposal for two groups of receivers; each group also gets the
   * votes for its version alone, whether this member is primary or backup. Colluders who have this
   * behaviour too vote along.
   *
   * @param second the nodes that get the second version; the others get the first
   */
  record Equivocation(Period period, List<Integer> second) implements Behaviour {
    /** Copies the list. */
    public Equivocation {
      second = List.copyOf(second);
    }
  }

  /** What {@link Corruption} changes in a message of the normal case. */
  enum Field {
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
   * @param step what is added to view or number, e.g. 1 or −1
   * @param probability for each message
   */
  record Corruption(Period period, Phase phase, Field field, int step, double probability)
      implements Behaviour {}

  /**
   * ADV-14: besides each vote the same one in the name of another member, drawn anew each time; its
   * signature cannot hold.
   */
  record Forgery(Period period) implements Behaviour {}

  /**
   * ADV-15: changes the operation in requests: in those that it passes on, and as primary in those
   * that it proposes, with the right Merkle root.
   */
  record Tampering(Period period, double probability) implements Behaviour {}

  /** What is wrong in a reply. */
  enum ReplyLie {
    /** The result of the request. */
    RESULT,
    /** The view. */
    VIEW,
    /** The height of the block. */
    HEIGHT
  }

  /** ADV-16: answers clients wrongly; colluders say the same. */
  record WrongReplies(Period period, ReplyLie lie) implements Behaviour {}

  /** What is wrong in a VIEW-CHANGE. */
  enum ViewChangeLie {
    /** It asks for one view further. */
    VIEW_ABOVE,
    /** It asks for the view that is left. */
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

  /** ADV-17: lies when it leaves a view. */
  record LyingViewChange(Period period, ViewChangeLie lie) implements Behaviour {}

  /** What is wrong in a NEW-VIEW. */
  enum NewViewLie {
    /** It shows one VIEW-CHANGE too few. */
    TOO_FEW,
    /** It shows one VIEW-CHANGE twice. */
    DOUBLED,
    /** It is for one view further than its VIEW-CHANGEs. */
    VIEW_ABOVE,
    /** Every second node is shown other VIEW-CHANGEs, as far as there are more than a quorum. */
    TWO_VERSIONS
  }

  /** ADV-18: lies as the primary of a new view. */
  record LyingNewView(Period period, NewViewLie lie) implements Behaviour {}

  /** What is wrong in a CHECKPOINT. */
  enum CheckpointLie {
    /** The root of the state. */
    STATE_ROOT,
    /** The digest of what consensus itself has to know. */
    CONTEXT,
    /** The block. */
    BLOCK,
    /** Its own votes are true, but the proof of stable ones, shown to who is behind, is empty. */
    NO_PROOF
  }

  /** ADV-19: votes for checkpoints that are none, or proves none; colluders alike. */
  record LyingCheckpoint(Period period, CheckpointLie lie) implements Behaviour {}

  /**
   * ADV-20: says that it stands elsewhere than it does.
   *
   * @param heights how much further it claims to be; negative for further back
   * @param views the same for the view
   */
  record LyingStatus(Period period, long heights, long views) implements Behaviour {}

  /** ADV-21: serves parts of snapshots that are none. */
  record WrongSnapshots(Period period) implements Behaviour {}

  /**
   * ADV-22: sends what it heard or said before, to anybody.
   *
   * @param probability that it does so in a step
   * @param memory how many envelopes it remembers
   */
  record Replay(Period period, double probability, int memory) implements Behaviour {}

  /**
   * ADV-23: never proposes requests of these clients.
   *
   * @param clients keys of the senders
   */
  record Censorship(Period period, List<PublicKey> clients) implements Behaviour {
    /** Copies the list. */
    public Censorship {
      clients = List.copyOf(clients);
    }
  }

  /**
   * ADV-24: takes note of all other clients' requests late.
   *
   * @param clients keys of the favoured senders
   * @param delayNs how long the others wait, in nanoseconds
   */
  record Favouring(Period period, List<PublicKey> clients, long delayNs) implements Behaviour {
    /** Copies the list. */
    public Favouring {
      clients = List.copyOf(clients);
    }
  }

  /**
   * ADV-25: asks for the next view again and again without a reason, and works on.
   *
   * @param everyNs between two such VIEW-CHANGEs, in nanoseconds, 1 or more
   */
  record PrematureViewChange(Period period, long everyNs) implements Behaviour {
    /** Checks the range. */
    public PrematureViewChange {
      if (everyNs < 1) {
        throw new IllegalArgumentException("between two view changes lies 1 ns or more");
      }
    }
  }

  /** ADV-26: passes on to its colluders all that it hears, once. */
  record Sharing(Period period) implements Behaviour {}

  /**
   * ADV-27: besides what is right says at random whatever its key lets it say in PBFT and others
   * may believe, each to a part of them.
   *
   * @param probability that it does so in a step
   */
  record Erratic(Period period, double probability) implements Behaviour {}

  /** ADV-40: selfish mining (Eyal and Sirer 2014); what share it mines is the host's to say. */
  record SelfishMining(Period period) implements Behaviour {}

  /**
   * ADV-41: a double spend (Nakamoto 2008, §11; Rosenfeld 2014): mines a branch in secret on which
   * {@code replacement} stands in the place of {@code payment}, and publishes it when the payment
   * is confirmed on the public branch and the secret one is longer. One attempt.
   *
   * @param fromHeight the branch leaves the public chain at this height or, if that is higher
   *     already, at its head
   * @param payment given to the other nodes when the race begins
   * @param replacement of the same sender and sequence number, so that the chain can hold only one
   * @param confirmations k of the victim, 1 or more
   * @param premined blocks that the secret branch has when the race begins: 0, or 1 as in Rosenfeld
   * @param deficit by so many blocks the secret branch may fall behind before it is given up, 1 or
   *     more
   */
  record DoubleSpend(
      Period period,
      long fromHeight,
      Transaction payment,
      Transaction replacement,
      int confirmations,
      int premined,
      int deficit)
      implements Behaviour {
    /** Checks the ranges. */
    public DoubleSpend {
      if (confirmations < 1 || deficit < 1 || premined < 0 || premined > 1) {
        throw new IllegalArgumentException(
            "a double spend has 1 confirmation and deficit or more, and 0 or 1 block pre-mined");
      }
      if (!payment.request().equals(replacement.request())) {
        throw new IllegalArgumentException("payment and replacement exclude each other by name");
      }
    }
  }

  /**
   * ADV-42: mines for the victims (and colluders) alone: hears no other node and tells no other, so
   * that a victim cut off from honest nodes, which is the network's to do, follows its chain
   * (Heilman et al. 2015).
   *
   * @param victims numbers of nodes
   */
  record Eclipse(Period period, List<Integer> victims) implements Behaviour {
    /** Copies the list. */
    public Eclipse {
      victims = List.copyOf(victims);
    }
  }
}
