package org.medchain.faults.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.faults.node.FaultKey;

/** What a nemesis can do (FAULT-3). */
public enum NemesisKind {
  /** SIGKILL; a new process starts at the end. */
  KILL(Group.PROCESS),
  /** SIGSTOP; SIGCONT at the end. */
  PAUSE(Group.PROCESS),
  /** SIGTERM, then a new process at once, one node after the other. */
  ROLLING_RESTART(Group.PROCESS),
  /** SIGTERM, then a new process with the next version, one node after the other. */
  ROLLING_UPGRADE(Group.PROCESS),
  /** SIGINT; a new process starts at the end, as after the next three. */
  SIGNAL_INT(Group.PROCESS),
  /** SIGTERM. */
  SIGNAL_TERM(Group.PROCESS),
  /** SIGHUP, as at the end of a terminal. */
  SIGNAL_HUP(Group.PROCESS),
  /** SIGINT to the whole process group, as Ctrl-C at a terminal. */
  SIGNAL_GROUP(Group.PROCESS),
  /** SIGQUIT, after which a JVM lists its threads and continues. */
  SIGNAL_QUIT(Group.PROCESS),
  /** The nodes named are on one side, all others on the other. */
  PARTITION_HALVES(Group.NETWORK),
  /** Each node reaches its two neighbours on a ring only. */
  PARTITION_RING(Group.NETWORK),
  /** The first node named reaches all; the others form two sides that do not reach each other. */
  PARTITION_BRIDGE(Group.NETWORK),
  /** The node named reaches nobody. */
  PARTITION_SINGLE(Group.NETWORK),
  /** The node named is isolated half of the time; {@code amount} is the period. */
  PARTITION_FLAPPING(Group.NETWORK, "ms", 500, 2_000),
  /** What the nodes send takes longer. */
  LATENCY(Group.NETWORK, "ms", 20, 800),
  /** Messages of the nodes are lost. */
  LOSS(Group.MESSAGE, "probability", 0.02, 0.3, FaultKey.LOSS),
  /** What the nodes send is held back with this probability, so that later messages overtake it. */
  REORDERING(Group.MESSAGE, "probability", 0.02, 0.5, FaultKey.REORDER),
  /** What the nodes send arrives twice with this probability. */
  DUPLICATION(Group.MESSAGE, "probability", 0.02, 0.5, FaultKey.DUPLICATE),
  /** Connections of the nodes are reset, so often a second. */
  RESET(Group.CONNECTION, "per second", 0.5, 5),
  /** Bytes on connections of the nodes are changed, so often a second. */
  CORRUPTION(Group.CONNECTION, "per second", 0.5, 5),
  /** The clocks of the nodes jump. */
  CLOCK_JUMP(Group.CLOCK, "ms", 100, 8_000, FaultKey.CLOCK_OFFSET_MS),
  /** The clocks of the nodes run fast. */
  CLOCK_DRIFT(Group.CLOCK, "ppm", 1_000, 200_000, FaultKey.CLOCK_DRIFT_PPM),
  /** No write succeeds any more. */
  DISK_FULL(Group.DISK, "", 0, 0, FaultKey.DISK_FULL),
  /** Forces and writes fail with an I/O error. */
  DISK_ERROR(Group.DISK, "probability", 0.01, 0.5, FaultKey.DISK_EIO),
  /** Each force takes longer. */
  DISK_SLOW(Group.DISK, "ms", 5, 200, FaultKey.DISK_SLOW_MS),
  /** Killed like {@link #KILL}; what was not forced is gone, or the end of the last write. */
  POWER_LOSS(Group.DISK),
  /** The store is gone when the process starts again. */
  STORE_WIPE(Group.STORE),
  /** The store is an older copy when the process starts again. */
  STORE_OLD_COPY(Group.STORE),
  /** A file of the store is shorter when the process starts again. */
  STORE_CUT(Group.STORE, "bytes", 1, 5_000),
  /** A bit of a file of the store is another when the process starts again. */
  STORE_FLIP(Group.STORE),
  /** Two files of the store are exchanged when the process starts again. */
  STORE_SWAP(Group.STORE),
  /** A file of the store is gone when the process starts again. */
  STORE_REMOVE(Group.STORE),
  /** The processes hold memory. */
  MEMORY(Group.RESOURCE, "MiB", 64, 512, FaultKey.MEMORY_MIB),
  /** Threads of the processes spin. */
  CPU(Group.RESOURCE, "threads", 1, 4, FaultKey.CPU_THREADS),
  /** The center revokes a client's key; at the end the client has another one certified. */
  CLIENT_REVOCATION(Group.CERTIFICATE),
  /** The center revokes the nodes' keys; they have no way back, since a successor has another. */
  MEMBER_REVOCATION(Group.CERTIFICATE),
  /** A spare node takes the named member's place; at the end the member takes it back. */
  MEMBERSHIP(Group.MEMBERSHIP),
  /** Chaos Monkey holds back each call of the services of the nodes' shells. */
  SERVICE_LATENCY(Group.SERVICE, "ms", 50, 2_000),
  /** Chaos Monkey lets each call of the services of the nodes' shells fail. */
  SERVICE_EXCEPTION(Group.SERVICE),
  /** The nodes lie: an adversary of the simulation stands in for the replica. */
  BYZANTINE(Group.BYZANTINE),
  /** A peer with the member's key, and arbitrary messages, takes the place of its process. */
  HOSTILE_MEMBER(Group.HOSTILE),
  /** A peer certified as a following node sends arbitrary messages to the nodes, as the next do. */
  HOSTILE_FOLLOWER(Group.HOSTILE),
  /** One certified as an agency. */
  HOSTILE_AGENCY(Group.HOSTILE),
  /** One certified as an entity. */
  HOSTILE_ENTITY(Group.HOSTILE),
  /** One certified as a light client. */
  HOSTILE_LIGHT_CLIENT(Group.HOSTILE),
  /** One whose key the center revokes as it begins. */
  HOSTILE_REVOKED(Group.HOSTILE);

  /** What kinds have in common. */
  public enum Group {
    /** A process ends or stands still; its store stays as it is. */
    PROCESS("the simulation has no processes"),
    /** Between processes. */
    NETWORK(""),
    /** The connections between them. */
    CONNECTION("the simulation has messages, no connections"),
    /** What becomes of whole messages between replicas. */
    MESSAGE("", true),
    /** A node's clock. */
    CLOCK("the simulation has one clock for all nodes", true),
    /** A node's disk as the process sees it. */
    DISK("the simulation has no processes", true),
    /** What lies on the disk while no process runs: more than a correct node has to bear. */
    STORE("the simulated store has no files"),
    /** Memory and processors. */
    RESOURCE("the simulation has no processes", true),
    /** Who may connect and order. */
    CERTIFICATE("the simulated nodes have no certificates"),
    /** Who decides. */
    MEMBERSHIP("the simulated cluster has no node besides its members"),
    /** The HTTP service beside a node, which consensus does not need. */
    SERVICE("the simulated nodes have no shell beside them"),
    /** The node does not follow the protocol. */
    BYZANTINE("", true),
    /** A peer with a valid certificate and arbitrary messages. */
    HOSTILE("the simulated nodes have no links and certificates");

    private final String obstacle;
    private final boolean inside;

    Group(String obstacle, boolean inside) {
      this.obstacle = obstacle;
      this.inside = inside;
    }

    Group(String obstacle) {
      this(obstacle, false);
    }

    /** Whether it is inside a process, which the real node's program does not know. */
    public boolean isInside() {
      return inside;
    }
  }

  private final Group group;
  private final String unit;
  private final double least;
  private final double most;
  private final List<FaultKey> keys;

  /** {@code keys}: of the file by which a process hears of it. */
  NemesisKind(Group group, String unit, double least, double most, FaultKey... keys) {
    this.group = group;
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.keys = List.of(keys);
  }

  /** Without an amount. */
  NemesisKind(Group group) {
    this(group, "", 0, 0);
  }

  /** Why the simulation cannot do it; empty where it can: it knows crashes without processes. */
  public Optional<String> simulationObstacle() {
    boolean crashes = this == KILL || this == ROLLING_RESTART || this == POWER_LOSS;
    return Optional.of(group.obstacle).filter(why -> !why.isEmpty() && !crashes);
  }

  /** The keys that tell a process of it, each with its amount. */
  public List<FaultKey> keys() {
    return keys;
  }

  /** What it is like. */
  public Group group() {
    return group;
  }

  /** Unit of its {@code amount}; empty where it has none. */
  public String unit() {
    return unit;
  }

  /** The smallest amount that is drawn. */
  double least() {
    return least;
  }

  /** The largest amount that is drawn. */
  double most() {
    return most;
  }

  /** Whether it has an amount. */
  public boolean hasAmount() {
    return !unit.isEmpty();
  }

  /**
   * Whether a node that suffers it counts as one of the f that agreement allows for: a node that
   * lies, that forgot what it voted, or that nobody lets in any more.
   */
  public boolean breaksPromises() {
    return group == Group.BYZANTINE
        || group == Group.STORE
        || this == MEMBER_REVOCATION
        || this == HOSTILE_MEMBER;
  }

  /** As configs and histories write it. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one that is written like this. */
  public static Optional<NemesisKind> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** All, as they are written. */
  public static List<String> words() {
    return Arrays.stream(values()).map(NemesisKind::word).toList();
  }
}
