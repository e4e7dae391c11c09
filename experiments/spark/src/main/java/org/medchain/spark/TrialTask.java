package org.medchain.spark;

import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The task of a partition, which is one trial. */
final class TrialTask extends AbstractFunction1<Iterator<TrialOrder>, TrialAnswer>
    implements Serializable {
  private final Broadcast<SharedWork> work;

  TrialTask(Broadcast<SharedWork> work) {
    this.work = work;
  }

  @Override
  public TrialAnswer apply(Iterator<TrialOrder> partition) {
    TaskContext task = TaskContext.get();
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    return work.value().answer(partition.next(), host, task::isInterrupted);
  }
}
