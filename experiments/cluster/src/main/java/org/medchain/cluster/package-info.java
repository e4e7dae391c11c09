/** Clusters of real processes: commands, experiments on them, calibration. */
package org.medchain.cluster;
