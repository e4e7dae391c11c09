/** What other modules implement to bring a benchmark. */
package org.medchain.experiments.bench;
