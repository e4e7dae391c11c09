/** Shared parts of the figures of reports and of studies. */
package org.medchain.experiments.drawing;
