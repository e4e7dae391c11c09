/** Many short tests from seeds, for the code as it is and for planted defects. */
package org.medchain.harness.search;
