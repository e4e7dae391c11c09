package org.medchain.comparison.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.adversary.ByzantineBehaviour;

/**
 * What Byzantine nodes do (CMP-40; key {@code behaviour} of an item of {@code adversaries} names
 * the case, whose keys are beside it). The requirements ADV-10 to ADV-42 define each exactly.
 */
public sealed interface BehaviourConfig {
  /** Whether it can make a difference under that protocol; where it cannot, the node is correct. */
  default boolean appliesTo(ProtocolKind protocol) {
    return switch (this) {
      case Silence silence -> silence.phases.isEmpty() || protocol.votes();
      case Slowness slowness -> true;
      case Replay replay -> true;
      case Censorship censorship -> true;
      case Favouring favouring -> true;
      case Sharing sharing -> true;
      case Twins twins -> true;
      case SelfishMining mining -> !protocol.votes();
      case DoubleSpend spend -> !protocol.votes();
      case Eclipse eclipse -> !protocol.votes();
      default -> protocol.votes();
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

  /**
   * Sends nothing ({@code silence}).
   *
   * @param receivers nodes to which it sends nothing; empty for all nodes and clients
   * @param phases votes that it withholds; empty for everything
   */
  record Silence(List<Integer> receivers, List<ByzantineBehaviour.NormalCasePhase> phases)
      implements BehaviourConfig {
    /** Copies the lists, whose order means nothing. */
    public Silence {
      receivers = receivers.stream().sorted().toList();
      phases = phases.stream().sorted().toList();
    }
  }

  /**
   * Sends everything late ({@code slowness}).
   *
   * @param leastMs least delay of a message, 0 or more
   * @param mostMs greatest, not under the least
   */
  record Slowness(double leastMs, double mostMs) implements BehaviourConfig {
    public Slowness {
      ConfigChecks.atLeast("adversaries.most_ms", mostMs, leastMs);
    }
  }

  /**
   * Proposes two blocks for one height, and votes for both ({@code equivocation}).
   *
   * @param second nodes that see the second block; empty for every second one of those that do not
   *     work with it
   */
  record Equivocation(List<Integer> second) implements BehaviourConfig {
    /** Copies the list, whose order means nothing. */
    public Equivocation {
      second = second.stream().sorted().toList();
    }
  }

  /**
   * Sends false messages under a valid signature ({@code corruption}).
   *
   * @param phase of the messages
   * @param field that is false
   * @param step added to view or number
   * @param probability of each message to be false, 0 to 1
   */
  record Corruption(
      ByzantineBehaviour.NormalCasePhase phase,
      ByzantineBehaviour.CorruptedField field,
      int step,
      double probability)
      implements BehaviourConfig {}

  /** Votes in the name of others besides ({@code forgery}). */
  record Forgery() implements BehaviourConfig {}

  /**
   * Changes requests that it passes on or proposes ({@code tampering}).
   *
   * @param probability for each, 0 to 1
   */
  record Tampering(double probability) implements BehaviourConfig {}

  /** Sends false replies to clients ({@code wrong_replies}). */
  record WrongReplies(ByzantineBehaviour.FalseReplyField lie) implements BehaviourConfig {}

  /** Sends false VIEW-CHANGEs ({@code lying_view_change}). */
  record LyingViewChange(ByzantineBehaviour.FalseViewChangeKind lie) implements BehaviourConfig {}

  /** Sends false NEW-VIEWs as the primary of a new view ({@code lying_new_view}). */
  record LyingNewView(ByzantineBehaviour.FalseNewViewKind lie) implements BehaviourConfig {}

  /** Sends false CHECKPOINTs ({@code lying_checkpoint}). */
  record LyingCheckpoint(ByzantineBehaviour.FalseCheckpointKind lie) implements BehaviourConfig {}

  /**
   * Sends a false STATUS ({@code lying_status}).
   *
   * @param heights further than it is; negative for further back
   * @param views the same
   */
  record LyingStatus(long heights, long views) implements BehaviourConfig {}

  /** Serves parts of invalid snapshots ({@code wrong_snapshots}). */
  record WrongSnapshots() implements BehaviourConfig {}

  /**
   * Sends received or own messages again ({@code replay}).
   *
   * @param probability in each step, 0 to 1
   * @param memory messages that it remembers, 1 or more
   */
  record Replay(double probability, int memory) implements BehaviourConfig {}

  /**
   * Takes no request of some clients ({@code censorship}).
   *
   * @param clients client machines whose senders it censors
   */
  record Censorship(List<Integer> clients) implements BehaviourConfig {
    /** Copies the list, whose order means nothing. */
    public Censorship {
      clients = clients.stream().sorted().toList();
    }
  }

  /**
   * Takes requests of all other clients late ({@code favouring}).
   *
   * @param clients client machines whose senders it favours
   * @param delayMs how late, 0 or more
   */
  record Favouring(List<Integer> clients, double delayMs) implements BehaviourConfig {
    /** Copies the list, whose order means nothing, and checks the range. */
    public Favouring {
      clients = clients.stream().sorted().toList();
    }
  }

  /**
   * Sends VIEW-CHANGE without a reason ({@code premature_view_change}).
   *
   * @param everyMs how often, 1 or more
   */
  record PrematureViewChange(double everyMs) implements BehaviourConfig {}

  /** Relays all received messages to its accomplices ({@code sharing}). */
  record Sharing() implements BehaviourConfig {}

  /**
   * Sends at random what others may accept ({@code erratic}).
   *
   * @param probability in each step, 0 to 1
   */
  record Erratic(double probability) implements BehaviourConfig {}

  /**
   * Keeps all that it saw and shows any of it when it likes ({@code hoarding}).
   *
   * @param probability in each step, 0 to 1
   * @param memory messages that it remembers, 1 or more
   */
  record Hoarding(double probability, int memory) implements BehaviourConfig {}

  /**
   * Two correct copies of the node with one key ({@code twins}); outside the period both are linked
   * to all.
   *
   * @param first nodes linked to the first copy
   * @param second nodes linked to the second
   */
  record Twins(List<Integer> first, List<Integer> second) implements BehaviourConfig {
    /** Copies the lists, whose order means nothing. */
    public Twins {
      first = first.stream().sorted().toList();
      second = second.stream().sorted().toList();
    }
  }

  /** Selfish mining, Eyal and Sirer 2014 ({@code selfish_mining}). */
  record SelfishMining() implements BehaviourConfig {}

  /**
   * Takes a payment back by a branch mined in secret, once ({@code double_spend}); its victim waits
   * for the trial's confirmations.
   *
   * @param fromHeight height at which the branch may begin, 0 or more
   * @param premined blocks that it has before it pays: 0, or 1 as in Rosenfeld 2014
   * @param deficit number of blocks that it may fall behind before it stops, 1 or more
   */
  record DoubleSpend(long fromHeight, int premined, int deficit) implements BehaviourConfig {}

  /**
   * Mines with and for its victims alone ({@code eclipse}); {@code fault_plan} defines their
   * isolation.
   *
   * @param victims nodes
   */
  record Eclipse(List<Integer> victims) implements BehaviourConfig {
    /** Copies the list, whose order means nothing. */
    public Eclipse {
      victims = victims.stream().sorted().toList();
    }
  }
}
