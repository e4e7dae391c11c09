/** Searches over seeds, with and without planted defects. */
package org.medchain.harness.search;
