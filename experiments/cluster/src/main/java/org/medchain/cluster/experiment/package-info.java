/** Trials of experiments on real processes (EXP-15): the host {@code cluster} of a config. */
package org.medchain.cluster.experiment;
