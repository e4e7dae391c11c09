# Removes the folders that it is given when its input ends, unless that said "done" before.
trap '' HUP INT TERM
word=
read -r word
[ "$word" != done ] || exit 0
looks=0 absent=0
while [ $looks -lt 60 ] && [ $absent -lt 10 ]; do
  looks=$((looks + 1)) absent=$((absent + 1))
  for each; do
    if [ -e "$each" ]; then
      rm -rf -- "$each" 2>/dev/null
      absent=0
    fi
  done
  sleep 1
done
