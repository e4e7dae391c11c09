package org.medchain.participant.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.registration.KeyNames;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.agency.client.AgencyPages;
import org.medchain.node.transport.RefusedException;

/** All records, and orders on a list, as f + 1 agencies have them (AGENCY-9), page by page. */
public final class RecordOrders {
  private RecordOrders() {}

  /**
   * In the order of the chain.
   *
   * @param subject a record's id, or what else a {@link HistorySearch} names
   * @param after the place after which they begin; all of them if it is empty
   */
  public static List<HistoryEntry> of(
      ParticipantSession session, Hash subject, Optional<Location> after)
      throws RefusedException, InterruptedException {
    return all(after, next -> page(session, subject, next));
  }

  /** A page of them. */
  public static Page<HistoryEntry> page(
      ParticipantSession session, Hash subject, Optional<Location> after)
      throws RefusedException, InterruptedException {
    return session.orders(
        new HistorySearch(subject, 0, Long.MAX_VALUE, after, RecordSearch.MAX_LIMIT));
  }

  /** All records that a search finds, in the order of the chain. */
  public static List<FoundRecord> found(ParticipantSession session, RecordSearch search)
      throws RefusedException, InterruptedException {
    return all(
        Optional.empty(), next -> session.records(search.page(next, RecordSearch.MAX_LIMIT)));
  }

  /** A page of a list: what comes after a place. */
  @FunctionalInterface
  public interface PageSource<T extends Encodable> {
    Page<T> page(Optional<Location> after) throws RefusedException, InterruptedException;
  }

  /** All pages of a list, from a place on. */
  public static <T extends Encodable> List<T> all(Optional<Location> after, PageSource<T> pages)
      throws RefusedException, InterruptedException {
    List<T> all = new ArrayList<>();
    Optional<Location> next = after;
    do {
      Page<T> page = pages.page(next);
      all.addAll(page.lines());
      next = forward(next, page.next());
    } while (next.isPresent());
    return all;
  }

  /**
   * Whether the identity sent it, by any of its keys (CON-32): nodes show transactions to their
   * senders alone (LIGHT-8).
   */
  public static boolean isOwn(ParticipantSession session, HistoryEntry order)
      throws RefusedException {
    PublicKey sender = order.request().sender();
    return sender.equals(session.keys().publicKey())
        || sender.equals(session.participant())
        || nameOf(session, sender).equals(session.participant());
  }

  /** Whose a key is: a participant's name is its first one (CON-32). */
  public static PublicKey nameOf(ParticipantSession session, PublicKey key)
      throws RefusedException {
    return session.state(KeyNames.nameEntry(key)).orElse(key);
  }

  /** The time of the block at a place; {@code -} if its header is not here. */
  public static String timeOf(ParticipantSession session, Location place) {
    return session
        .light()
        .chain()
        .headerAt(place.height())
        .map(header -> Instant.ofEpochMilli(header.timestampMs()).toString())
        .orElse("-");
  }

  /** What an order is, by its name. */
  public static String operation(HistoryEntry order) {
    return MedicalModules.REGISTRY
        .operation(order.kind())
        .map(Object::toString)
        .orElse("operation " + order.kind());
  }

  /** An agency that sends a client round in circles is no agency. */
  private static Optional<Location> forward(Optional<Location> from, Optional<Location> to)
      throws RefusedException {
    if (from.isPresent()
        && to.isPresent()
        && AgencyPages.ORDER.compare(to.get(), from.get()) <= 0) {
      throw new RefusedException("an agency's pages do not go forward");
    }
    return to;
  }
}
