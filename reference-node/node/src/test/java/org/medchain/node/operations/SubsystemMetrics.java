package org.medchain.node.operations;

import static org.medchain.node.operations.Metric.counter;
import static org.medchain.node.operations.Metric.gauge;
import static org.medchain.node.operations.Metric.histogram;

import io.micrometer.core.instrument.Meter;
import java.util.List;

/**
 * The metrics that other packages of the node register; those may use no more than a set of meters.
 */
final class SubsystemMetrics {
  static final List<Metric> ALL =
      List.of(
          counter(
              "medchain.admission",
              "outcome",
              "Messages of links, by what the admission table says."),
          counter("medchain.agency.answers.brought.back", "", "Replies routed to clients."),
          counter("medchain.agency.requests.dropped", "", "Requests dropped unanswered."),
          counter("medchain.agency.requests.given.back", "", "Requests refused and given back."),
          counter(
              "medchain.agency.requests.passed.on",
              "",
              "Requests passed on to the replica and the others."),
          counter("medchain.center.enrolled", "", "Certificates issued on request."),
          gauge("medchain.center.issued", "", "Certificates issued in all."),
          counter("medchain.center.refused", "", "Requests for certificates refused."),
          counter("medchain.center.renewals", "", "Own certificates renewed."),
          counter("medchain.center.renewals.failed", "", "Attempts at it that failed."),
          gauge(
              "medchain.center.unordered", "", "Registrations and revocations not yet in a block."),
          counter("medchain.crypto.verified", "", "Signatures checked, without cached ones."),
          counter("medchain.files.asked", "topic, outcome", "Requests about files, by outcome."),
          counter("medchain.files.damaged", "", "Chunks found damaged on this disk."),
          gauge("medchain.files.held.bytes", "", "Bytes of chunks held."),
          counter(
              "medchain.files.holders.dropped", "reason", "Holders dropped while fetching a file."),
          counter("medchain.files.release.refused", "", "Holders that would not release a file."),
          counter("medchain.files.repair.completed", "", "Files that repair made whole again."),
          counter("medchain.files.repair.copied", "", "Chunks that repair copied."),
          counter("medchain.files.repair.released", "", "Files that repair released."),
          counter("medchain.files.sent.pieces", "", "Pieces of files sent to holders."),
          gauge(
              "medchain.files.unreadable",
              "",
              "Files whose manifests cannot be read; their pieces are kept."),
          counter("medchain.keys.asked", "topic, outcome", "Requests about keys, by outcome."),
          gauge("medchain.keys.held.bytes", "", "Bytes of shares of files' keys."),
          counter("medchain.ledger.sync.blocks", "", "Blocks taken over while following."),
          counter("medchain.ledger.sync.liars", "", "Peers dropped for invalid blocks."),
          gauge(
              "medchain.node.clock.offset",
              "",
              "By how many seconds f + 1 members' clocks are ahead of the node's; 0 within theirs."),
          counter(
              "medchain.node.clock.jumps",
              "",
              "Times that the machine's clock was set by more than 1 s, or stood still."),
          gauge("medchain.peer.behind", "peer", "Blocks that a member lacks of those here."),
          histogram(
              Meter.Type.TIMER,
              "medchain.peer.round.trip",
              "peer",
              "From a question to a member to its answer."),
          histogram(
              Meter.Type.TIMER,
              "medchain.storage.commit",
              "",
              "Writing and forcing a group of entries."),
          histogram(
              Meter.Type.DISTRIBUTION_SUMMARY, "medchain.storage.group", "", "Entries in a group."),
          histogram(
              Meter.Type.TIMER,
              "medchain.storage.snapshot",
              "",
              "Encoding and writing a snapshot."),
          histogram(
              Meter.Type.DISTRIBUTION_SUMMARY,
              "medchain.storage.snapshot.bytes",
              "",
              "Bytes of a snapshot."),
          gauge("medchain.storage.index.height", "", "Height up to which blocks are indexed."),
          counter("medchain.storage.index.rebuilds", "", "Times that the index was rebuilt."),
          gauge("medchain.storage.index.waiting", "", "Blocks that are not indexed yet."),
          gauge("medchain.storage.queued.bytes", "", "Bytes that wait for the disk."),
          counter(
              "medchain.storage.waits",
              "",
              "Times that the replica waited for room in that queue."),
          counter(
              "medchain.transport.accept.pauses",
              "",
              "Times that connections had to wait to be accepted."),
          gauge(
              "medchain.transport.certificate.days",
              "",
              "Days until the certificate that the process shows expires."),
          counter("medchain.transport.bytes", "direction", "Bytes of frames."),
          counter("medchain.transport.closed", "reason", "Connections closed, by reason."),
          counter("medchain.transport.dropped", "direction", "Frames that a full queue lost."),
          counter("medchain.transport.frames", "direction", "Frames."),
          gauge("medchain.transport.links", "", "Connections that are open."),
          counter(
              "medchain.transport.refusals.unlogged",
              "",
              "Refused connections beyond the 20 a minute that the log has; all are in `closed`, by"
                  + " reason."),
          counter("medchain.transport.questions", "outcome", "Calls to peers, by outcome."),
          new Metric(
              "medchain.transport.queued",
              Meter.Type.GAUGE,
              "bytes",
              "",
              "Bytes that wait to be sent, over all connections."));

  private SubsystemMetrics() {}
}
