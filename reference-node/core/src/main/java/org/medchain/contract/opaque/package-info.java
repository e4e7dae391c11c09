/** Orders whose content means something to their sender alone (CON-21). */
package org.medchain.contract.opaque;
