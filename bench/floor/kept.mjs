/** What `make` gives, made anew only when the second has changed. */
export function oncePerSecond(make) {
  let second;
  let value;
  return (now) => {
    const asked = Math.floor(now.getTime() / 1000);
    if (asked !== second) {
      value = make(now);
      second = asked;
    }
    return value;
  };
}

/** The key that `make` gives, made anew only when its name has changed. Nobody waits for one that is there. */
export function keptKey(make) {
  let kept;
  let key;
  return (name) => {
    if (name !== kept) {
      kept = name;
      key = make(name).then((made) => {
        if (name === kept) key = made;
        return made;
      });
    }
    return key;
  };
}

/** `20240115T083000Z`. By its parts: in a fresh page `toISOString()` costs several times as much. */
export function basicTime(now) {
  const day = `${now.getUTCFullYear()}${two(now.getUTCMonth() + 1)}${two(now.getUTCDate())}`;
  return `${day}T${two(now.getUTCHours())}${two(now.getUTCMinutes())}${two(now.getUTCSeconds())}Z`;
}

function two(number) {
  return number < 10 ? `0${number}` : String(number);
}
