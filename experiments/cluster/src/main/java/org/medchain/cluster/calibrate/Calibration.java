package org.medchain.cluster.calibrate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * All that was measured on a machine, and the part of a config that it makes (decision 0177).
 *
 * @param signatures of the node's scheme
 * @param replicas their steps and executions
 * @param storage of executed blocks
 * @param decoding messages
 * @param connections over loopback
 * @param fsync of the disk
 * @param wakeup of processes
 * @param checkpoints of a node
 * @param processors that the machine shows
 */
record Calibration(
    SignatureCosts signatures,
    InstrumentedSimulation.ReplicaCosts replicas,
    StorageCosts storage,
    DecodingCosts decoding,
    ConnectionCosts connections,
    FsyncCosts fsync,
    WakeupCosts wakeup,
    CheckpointCosts checkpoints,
    int processors) {
  /** As many as a node remembers. */
  static final int SIGNATURE_CACHE_SIZE = 65_536;

  /** Loopback has no line to wait for: what bytes cost there, processors pay. */
  private static final int LOOPBACK_MBPS = 100_000;

  private static final double US_PER_MS = 1e3;
  private static final int DIGITS = 3;

  /** The file, headed by these lines. */
  String yaml(List<String> heading) {
    List<String> lines = new ArrayList<>();
    heading.forEach(each -> lines.add("# " + each));
    lines.add("# Behind each figure: its 95 % interval, and the number of rounds.");
    network(lines);
    lines.add("cpu:");
    lines.add(line("sign_us", signatures.sign(), ""));
    lines.add(line("verify_us", signatures.verify(), ""));
    lines.add(
        line(
            "hash_us_per_kib",
            decoding.perKib().plus(connections.receivePerKib()),
            "decoding, hashing and decrypting"));
    lines.add(line("handle_us", replicas.handle().plus(decoding.each()), "decoding and the step"));
    lines.add(
        line(
            "execute_us",
            replicas.execute().plus(storage.transaction()),
            "executing, storing, indexing"));
    lines.add("disk:");
    lines.add(line("force_us", fsync.together(), "four files at once"));
    lines.add("machine:");
    lines.add(line("receive_us", connections.receive(), ""));
    lines.add(line("send_us", connections.send(), ""));
    lines.add(line("reply_us", decoding.reply(), "a code"));
    lines.add("  remembered_signatures: " + SIGNATURE_CACHE_SIZE + " # as the node is built");
    lines.add(line("recall_us", signatures.cacheHit(), ""));
    lines.add(line("wake_us", wakeup.wake(), "a burst, four processes at once"));
    lines.add(line("checkpoint_us", checkpoints.us(), "processor time"));
    lines.add(
        line(
            "checkpoint_us_per_kib",
            checkpoints.usPerKib(),
            "up to " + plain(checkpoints.kib()) + " KiB"));
    lines.add("  cores_shared: " + processors + " # all that there are");
    lines.add("# Measured too, and in no formula:");
    lines.add(note("verify_us without native code", signatures.portableVerify()));
    lines.add(note("of execute_us, storing and indexing", storage.transaction()));
    lines.add(note("force_us of one file alone", fsync.alone()));
    lines.add(
        "#   force_us, 99th percentile: %s alone, %s with four"
            .formatted(plain(fsync.aloneP99()), plain(fsync.togetherP99())));
    lines.add("#   one way over loopback, 99th percentile: " + plain(connections.oneWayP99Us()));
    return String.join("\n", lines) + "\n";
  }

  private void network(List<String> lines) {
    // What both ends' processors do on the way is charged to them.
    MedianEstimate way =
        connections.oneWayUs().minus(connections.send().median() + connections.receive().median());
    lines.add("network:");
    lines.add("  latency:");
    lines.add("    distribution: constant");
    lines.add("  " + line("ms", way.in(US_PER_MS), "the rest of one way"));
    lines.add("  bandwidth_mbps: " + LOOPBACK_MBPS + " # no limit");
  }

  private static String line(String key, MedianEstimate value, String note) {
    String behind = note.isEmpty() ? "" : "; " + note;
    return "  " + key + ": " + plain(value.median()) + " # " + interval(value) + behind;
  }

  private static String note(String what, MedianEstimate value) {
    return "#   " + what + ": " + plain(value.median()) + " (" + interval(value) + ")";
  }

  private static String interval(MedianEstimate value) {
    return plain(value.low()) + " to " + plain(value.high()) + "; " + value.rounds();
  }

  /** Three digits, which is more than is known. */
  static String plain(double value) {
    return new BigDecimal(value)
        .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }
}
