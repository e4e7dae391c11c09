/** From the synthetic records to the requests of a trial. */
package org.medchain.comparison.workload;
