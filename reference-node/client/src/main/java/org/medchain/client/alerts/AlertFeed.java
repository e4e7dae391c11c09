package org.medchain.client.alerts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.RecordSearch;
import org.medchain.client.consent.ConsentState;
import org.medchain.client.identity.JsonText;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.AccessTrail;
import org.medchain.contract.consent.ConsentEvents.DelegateAppointed;
import org.medchain.contract.consent.ConsentEvents.DelegationEnded;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Event;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.agency.client.AgencyPages;
import org.medchain.node.transport.RefusedException;

/**
 * News about a patient's records and delegates since the last check (PROC-15). Reads come from the
 * audit trail, which the state proves; other orders as f + 1 agencies list each record; delegates
 * as the receipts of listed orders prove them. The patient's own orders are left out.
 */
public final class AlertFeed {
  private final ParticipantSession session;
  private final ConsentState trail;
  private AlertsSeen seen;

  /** Of one identity, from where its folder says that it looked last. */
  public AlertFeed(ParticipantSession session) throws IOException {
    this.session = session;
    trail = new ConsentState(session.light(), session.participant());
    seen =
        JsonText.find(session.folder().alerts(), AlertsSeen.class)
            .orElse(new AlertsSeen(0, Map.of()));
  }

  /** Reads of the audit trail that were pushed out before they were seen; `history` has them. */
  public long lost() throws RefusedException {
    AccessTrail now = trail.trail();
    long kept =
        Math.min(now.granted(), AccessLog.GRANTED_KEPT)
            + Math.min(now.refused(), AccessLog.REFUSED_KEPT);
    return Math.max(0, now.length() - kept - seen.reads());
  }

  /** The news in the order of the chain; nothing is marked as seen yet. */
  public List<Alert> news() throws IOException, RefusedException, InterruptedException {
    List<Alert> news = new ArrayList<>();
    for (Hash record : records()) {
      addOrders(record, news);
    }
    addDelegates(news);
    addReads(news);
    news.sort(Comparator.comparing(Alert::place, AgencyPages.ORDER));
    return news;
  }

  /** Notes that all of the last {@link #news} was shown. */
  public void noteSeen() throws IOException {
    JsonText.write(session.folder().alerts(), seen);
  }

  private List<Hash> records() throws RefusedException, InterruptedException {
    RecordSearch own = RecordSearch.all().ofPatient(session.participant());
    return session.pages().all(own).stream().map(FoundRecord::record).toList();
  }

  private void addOrders(Hash record, List<Alert> news)
      throws RefusedException, InterruptedException {
    for (HistoryEntry each : session.pages().all(seen.unseen(record))) {
      PublicKey by = each.request().sender();
      if (!by.equals(session.keys().publicKey()) && each.kind() != ReadRecord.TYPE.number()) {
        news.add(alert(each, new Alert.OfRecord(record, Optional.empty())));
      }
      seen = seen.with(record, each.place());
    }
  }

  private static Alert alert(HistoryEntry order, Alert.Subject about) {
    return new Alert(order.place(), order.request().sender(), operation(order), about);
  }

  /** The operation of an order, by its name. */
  public static String operation(HistoryEntry order) {
    return MedicalModules.REGISTRY
        .operation(order.kind())
        .map(Object::toString)
        .orElse("operation " + order.kind());
  }

  /** CON-31: whom others than the patient appointed for it, or ended. */
  private void addDelegates(List<Alert> news) throws RefusedException, InterruptedException {
    Hash list = HistorySearch.ofDelegates(session.participant());
    long rooted = session.light().chain().height() - session.genesis().terms().window();
    for (HistoryEntry each : session.pages().all(seen.unseen(list))) {
      if (!session.isOwn(each)) {
        if (each.place().height() > rooted) {
          return; // its receipt cannot be proved yet: the next time
        }
        delegate(each).map(about -> alert(each, about)).ifPresent(news::add);
      }
      seen = seen.with(list, each.place());
    }
  }

  /** Nothing if the ledger refused the order; an unproved result is told as unproved. */
  private Optional<Alert.OfDelegate> delegate(HistoryEntry order) {
    Receipt receipt;
    try {
      receipt = session.light().acceptance(order.request()).value();
    } catch (RefusedException e) {
      return Optional.of(new Alert.OfDelegate(Optional.empty(), OptionalLong.empty()));
    }
    for (Event event : MedicalModules.events(receipt)) {
      if (event instanceof DelegateAppointed appointed) {
        return Optional.of(
            new Alert.OfDelegate(
                Optional.of(appointed.delegate()), OptionalLong.of(appointed.untilMs())));
      }
      if (event instanceof DelegationEnded ended) {
        return Optional.of(
            new Alert.OfDelegate(Optional.of(ended.delegate()), OptionalLong.empty()));
      }
    }
    return Optional.empty();
  }

  private void addReads(List<Alert> news) throws RefusedException {
    AccessTrail now = trail.trail();
    if (now.length() > seen.reads()) {
      trail.lines(now).stream()
          .filter(each -> each.number() >= seen.reads() && each.answer() != ReadAnswer.OWNER)
          .forEach(each -> news.add(Alert.of(each)));
      seen = seen.upTo(now.length());
    }
  }
}
