/** The report of a run. */
package org.medchain.experiments.report;
