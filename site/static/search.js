// Finds inspected objects by two or more characters of a name, or by a code, from the static index in search/.
// How the index is written: generator/outputs/search/postings.hpp. Texts go into the page as texts, never as markup.
(function () {
  'use strict';

  var MOST = 50; // hits shown
  var FEW = 20; // so few candidates are looked at one by one
  var LONGEST = 100; // characters of a query
  var NEAR = 10; // names shown that are near a query which nothing holds
  var NEAR_LONGEST = 30; // characters of it that are compared
  var DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  var BEGINNING = '\ue000';

  // ---- texts ----

  function small(text) {
    return text.replace(/[A-Z]/g, function (c) { return c.toLowerCase(); });
  }

  function normalised(text) {
    return small(text.normalize('NFKC').trim());
  }

  function bucketOf(first, second, buckets) {
    var h = (Math.imul(first.codePointAt(0), 0x9e3779b1) + Math.imul(second.codePointAt(0), 0x85ebca6b)) | 0;
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    h ^= h >>> 13;
    return (h & (buckets - 1)) >>> 0;
  }

  // The text in pieces, each marked or not; one piece where the query is not in it.
  function highlighted(text, query) {
    var from = [], normal = '';
    var at = 0;
    Array.from(text).forEach(function (c) {
      var piece = small(c.normalize('NFKC'));
      for (var i = 0; i < piece.length; ++i) from.push([at, at + c.length]);
      normal += piece;
      at += c.length;
    });
    var pieces = [], done = 0;
    // Composed across characters: then the places differ, and nothing is marked.
    if (query === '' || normal !== small(text.normalize('NFKC'))) return [[text, false]];
    for (var hit = normal.indexOf(query); hit >= 0; hit = normal.indexOf(query, hit + query.length)) {
      var start = from[hit][0], end = from[hit + query.length - 1][1];
      if (start < done) continue;
      if (start > done) pieces.push([text.slice(done, start), false]);
      pieces.push([text.slice(start, end), true]);
      done = end;
    }
    if (done < text.length) pieces.push([text.slice(done), false]);
    return pieces;
  }

  // ---- lists of slots ----

  function numbers(text) {
    var out = [], value = 0, shift = 0;
    for (var i = 0; i < text.length; ++i) {
      var digit = DIGITS.indexOf(text[i]);
      value += (digit & 31) * Math.pow(2, shift);
      shift += 5;
      if (digit < 32) { out.push(value); value = 0; shift = 0; }
    }
    return out;
  }

  function slotsOf(text) {
    var out = [];
    if (text[0] === '!') {
      for (var i = 1; i < text.length; ++i) {
        var bits = DIGITS.indexOf(text[i]);
        for (var b = 0; b < 6; ++b) if (bits & (1 << b)) out.push((i - 1) * 6 + b);
      }
      return out;
    }
    var next = 0;
    numbers(text).forEach(function (gap) { out.push(next + gap); next += gap + 1; });
    return out;
  }

  // position → slots, which rise.
  function placesOf(text) {
    var places = new Map();
    if (text) text.split(';').forEach(function (part) {
      var colon = part.indexOf(':');
      places.set(Number(part.slice(0, colon)), slotsOf(part.slice(colon + 1)));
    });
    return places;
  }

  function common(a, b) {
    var out = [];
    for (var i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) { out.push(a[i]); ++i; ++j; } else if (a[i] < b[j]) ++i; else ++j;
    }
    return out;
  }

  // The same slots, at other positions.
  function moved(places, distance) {
    var out = new Map();
    places.forEach(function (slots, position) { out.set(position + distance, slots); });
    return out;
  }

  function together(places, others) {
    var out = new Map();
    places.forEach(function (slots, position) {
      var both = others.has(position) ? common(slots, others.get(position)) : [];
      if (both.length) out.set(position, both);
    });
    return out;
  }

  function union(places) {
    var all = new Set();
    places.forEach(function (slots) { slots.forEach(function (slot) { all.add(slot); }); });
    return all;
  }

  // ---- the engine: `load` fetches a file of search/ ----

  function engine(load) {
    var files = new Map();
    function file(name) {
      if (!files.has(name)) {
        var wanted = load(name);
        files.set(name, wanted);
        wanted.catch(function () { files.delete(name); }); // asked for again next time
      }
      return files.get(name);
    }

    async function places(meta, first, second, spaces) {
      var bucket = await file(bucketOf(first, second, meta.buckets) + '.json');
      return spaces.map(function (space) { return placesOf(bucket[space + first + second]); });
    }

    // Pairs of characters that cover the query, in the order in which they are looked up: names differ most in the middle, codes at
    // the end; what they have in common is in long lists.
    function pairs(length, names) {
      var offsets = [];
      for (var i = 0; i + 1 < length; i += 2) offsets.push(i);
      if (length % 2 === 1) offsets.push(length - 2);
      if (offsets.length <= 3) return [offsets];
      var middle = (length - 2) / 2;
      offsets.sort(function (a, b) { return names ? Math.abs(a - middle) - Math.abs(b - middle) || a - b : b - a; });
      var out = [];
      for (var n = 0; n < offsets.length; n += 2) out.push(offsets.slice(n, n + 2));
      return out;
    }

    // For each space the places where the query begins. `whole`: sure; else a few candidates may be wrong (never where `all` is asked).
    async function look(meta, chars, spaces, names, all) {
      var batches = pairs(chars.length, names);
      var found = null, whole = false;
      for (var b = 0; b < batches.length && !whole; ++b) {
        var lists = await Promise.all(batches[b].map(async function (o) {
          var list = await places(meta, chars[o], chars[o + 1], spaces);
          return list.map(function (map) { return moved(map, names ? o : -o); }); // where the query would begin
        }));
        lists.forEach(function (list) {
          found = found ? found.map(function (map, s) { return together(map, list[s]); }) : list;
        });
        var count = size({ places: found });
        whole = count === 0 || b + 1 === batches.length;
        if (count <= FEW && !all) break;
      }
      return { places: found, whole: whole };
    }

    function size(looked) {
      return looked.places.reduce(function (n, map) { return n + union(map).size; }, 0);
    }

    async function row(kind, slot, per_file) {
      var rows = await file(kind + '-' + Math.floor(slot / per_file) + '.json');
      return rows[slot % per_file];
    }

    // 0: the text is the query, 1: begins with it, 2: holds it, 9: does not.
    function rank(text, query) {
      var normal = normalised(text);
      if (normal === query) return 0;
      if (normal.startsWith(query)) return 1;
      return normal.includes(query) ? 2 : 9;
    }

    function rankCode(text, query) {
      var r = rank(text, query);
      return r === 2 && Array.from(query).length < 4 ? 9 : r;
    }

    // Where there are more hits than can be shown: those that begin with the query, by the index alone.
    async function begins(meta, chars, found) {
      var firsts = await places(meta, BEGINNING, chars[0], ['n', 'a', 't']);
      return found.map(function (map, s) {
        var best = new Map();
        map.forEach(function (slots, position) {
          var first = firsts[s].get(position + 1) || [];
          common(slots, first).forEach(function (slot) { best.set(slot, position === chars.length ? 0 : 1); });
        });
        return best;
      });
    }

    async function find(words) {
      var query = normalised(words);
      var chars = Array.from(query).slice(0, LONGEST);
      query = chars.join('');
      var code = /^[\x20-\x7e]*$/.test(query) ? query.replace(/\s/g, '') : query;
      if (chars.length < 2) return { query: query, code: code, short: true, objects: 0, tasks: 0, hits: [], near: [] };
      var meta = await file('meta.json');
      var owners = [];
      numbers(meta.aliases).reduce(function (before, gap) { owners.push(before + gap); return before + gap; }, 0);

      var names = await look(meta, chars, ['n', 'a', 't'], true, false);
      var codes = await look(meta, Array.from(code), ['c', 'd'], false, false);
      if (size(names) + size(codes) > MOST) { // too many to look at each one
        if (!names.whole) names = await look(meta, chars, ['n', 'a', 't'], true, true);
        if (!codes.whole) codes = await look(meta, Array.from(code), ['c', 'd'], false, true);
      }
      if (Array.from(code).length < 4) codes.places = codes.places.map(function (map) {
        return new Map(map.has(0) ? [[0, map.get(0)]] : []);
      });

      var ranks = new Map(); // of objects, the best one
      var alias_of = new Map(); // object → slot of the former name or code that was found
      function note(object, r, alias) {
        if (ranks.has(object) && ranks.get(object) <= r) return;
        ranks.set(object, r);
        if (alias === undefined) alias_of.delete(object); else alias_of.set(object, alias);
      }
      var name_slots = union(names.places[0]), code_slots = union(codes.places[0]);
      var alias_slots = new Set([...union(names.places[1]), ...union(codes.places[1])]);
      var task_slots = union(names.places[2]);
      var many = names.whole && codes.whole && size(names) + size(codes) > MOST;

      var task_ranks = new Map();
      if (many) {
        var best = await begins(meta, chars, names.places);
        var first_codes = codes.places.map(function (map) { return new Set(map.get(0) || []); });
        var at = function (map, slot) { return map.has(slot) ? map.get(slot) : 2; };
        name_slots.forEach(function (slot) { note(slot, at(best[0], slot)); });
        code_slots.forEach(function (slot) { note(slot, first_codes[0].has(slot) ? 1 : 2); });
        alias_slots.forEach(function (slot) {
          note(owners[slot], Math.min(at(best[1], slot), first_codes[1].has(slot) ? 1 : 2), slot);
        });
        task_slots.forEach(function (slot) { task_ranks.set(slot, at(best[2], slot)); });
      } else {
        // The rows themselves say what is a hit.
        await Promise.all([...new Set([...name_slots, ...code_slots])].map(async function (slot) {
          var r = await row('objects', slot, meta.rows);
          var best_one = Math.min(rank(r[1], query), rankCode(codeOf(r), code));
          if (best_one < 9) note(slot, best_one);
        }));
        await Promise.all([...alias_slots].map(async function (slot) {
          var r = await row('aliases', slot, meta.short_rows);
          var r_rank = r[1] ? rankCode(r[0], code) : rank(r[0], query);
          if (r_rank < 9) note(owners[slot], r_rank, slot);
        }));
        await Promise.all([...task_slots].map(async function (slot) {
          var r = await row('tasks', slot, meta.short_rows);
          if (rank(r[1], query) < 9) task_ranks.set(slot, rank(r[1], query));
        }));
      }

      var order = [];
      ranks.forEach(function (r, slot) { order.push({ task: false, slot: slot, rank: r }); });
      task_ranks.forEach(function (r, slot) { order.push({ task: true, slot: slot, rank: r }); });
      order.sort(function (a, b) { return a.rank - b.rank || (a.task ? 1 : 0) - (b.task ? 1 : 0) || b.slot - a.slot; });
      var hits = await Promise.all(order.slice(0, MOST).map(async function (hit) {
        if (hit.task) {
          var t = await row('tasks', hit.slot, meta.short_rows);
          return { task: true, id: t[0], name: t[1], rank: hit.rank };
        }
        return objectHit(meta, hit.slot, alias_of.get(hit.slot), hit.rank);
      }));
      var near = hits.length === 0 ? await nearby(meta, chars.slice(0, NEAR_LONGEST), owners) : [];
      return { query: query, code: code, short: false, objects: ranks.size, tasks: task_ranks.size, hits: hits, near: near };
    }

    // `alias`: slot of the former name or code by which it was found.
    async function objectHit(meta, slot, alias, rank) {
      var r = await row('objects', slot, meta.rows);
      var former = alias !== undefined ? await row('aliases', alias, meta.short_rows) : null;
      return {
        task: false, id: r[0], name: r[1], code: codeOf(r), district: r[3] < 0 ? '' : meta.districts[r[3]],
        verdict: r[4] < 0 ? null : meta.categories[r[4]], date: r[5], results: r[6], rank: rank,
        former: former ? former[0] : '', former_code: !!(former && former[1])
      };
    }

    // Objects whose name shares at least half of the query's pairs of characters, those that share most first: one wrong character
    // spoils two pairs.
    async function nearby(meta, chars, owners) {
      if (chars.length < 4) return [];
      var votes = new Map(); // object → [pairs, slot of the former name]
      var lists = await Promise.all(chars.slice(1).map(function (second, o) { return places(meta, chars[o], second, ['n', 'a']); }));
      lists.forEach(function (list) {
        var seen = new Map();
        union(list[1]).forEach(function (slot) { seen.set(owners[slot], slot); });
        union(list[0]).forEach(function (slot) { seen.set(slot, undefined); });
        seen.forEach(function (alias, slot) {
          var vote = votes.get(slot);
          if (vote) { ++vote[0]; if (alias !== undefined) vote[1] = alias; } else votes.set(slot, [1, alias]);
        });
      });
      var least = Math.max(2, Math.ceil((chars.length - 1) / 2));
      var best = Array.from(votes).filter(function (v) { return v[1][0] >= least; });
      best.sort(function (a, b) { return b[1][0] - a[1][0] || b[0] - a[0]; });
      return Promise.all(best.slice(0, NEAR).map(function (v) { return objectHit(meta, v[0], v[1][1], 3); }));
    }

    function codeOf(r) { return r[2] === 1 ? r[0] : r[2]; }

    return { find: find };
  }

  if (typeof document === 'undefined') { // the test, tests/browser/search_test.mjs
    globalThis.gongshiSearch = { engine: engine, highlighted: highlighted, normalised: normalised };
    return;
  }

  // ---- the page ----

  var root = document.currentScript.getAttribute('data-root') || '';
  var form = document.querySelector('form.find'), input = document.getElementById('q');
  var said = document.getElementById('search-status'), list = document.getElementById('search-hits');
  if (!form || !input || !said || !list) return;

  var search = engine(async function (name) {
    var answer = await fetch(root + 'search/' + name, { credentials: 'same-origin' });
    if (!answer.ok) throw new Error(name + ': ' + answer.status);
    return answer.json();
  });

  function emptied(node) {
    while (node.firstChild) node.removeChild(node.firstChild);
    return node;
  }

  function element(name, className, children) {
    var made = document.createElement(name);
    if (className) made.className = className;
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  function marked(text, query) {
    return highlighted(text, query).map(function (piece) { return piece[1] ? element('mark', '', [piece[0]]) : piece[0]; });
  }

  function codeElement(text, query) {
    return element('span', 'code', Array.from(query).length < 4 && !normalised(text).startsWith(query) ? [text] : marked(text, query));
  }

  function facts(hit, found) {
    var parts = [];
    if (hit.task) return element('p', 'small', ['抽查任务']);
    if (hit.code) parts.push(['代码 ', codeElement(hit.code, found.code)]);
    if (hit.former) parts.push(hit.former_code ? ['曾用代码 ', codeElement(hit.former, found.code)] : ['曾用名 '].concat(marked(hit.former, found.query)));
    if (hit.district) parts.push([hit.district]);
    parts.push([hit.results + '条记录']);
    if (hit.date) parts.push(['最近一次' + hit.date]);
    var line = [];
    parts.forEach(function (part, i) { line = line.concat(i ? ['，'] : [], part); });
    return element('p', 'small', line);
  }

  function item(hit, found) {
    var link = element('a', '', marked(hit.name, found.query));
    link.setAttribute('href', root + (hit.task ? 'tasks/' : 'objects/') + encodeURIComponent(hit.id) + '.html');
    var made = element('li', '', [element('div', '', [link, facts(hit, found)])]);
    if (hit.verdict) made.append(element('p', '', [element('span', ('st ' + hit.verdict[1]).trim(), [hit.verdict[0]])]));
    return made;
  }

  function sentence(found, typed) {
    if (found.short) return '请输入名称中至少两个字，或者代码的开头';
    var words = '“' + typed + '”';
    if (found.hits.length === 0) {
      return '没有找到含' + words + '的检查对象。' + (found.near.length ? '名称相近的有' + found.near.length + '个' : '可以换成名称中另外两个字，或者从目录查找');
    }
    var out = '含' + words + '的' + (found.objects ? '检查对象，共' + found.objects + '个' : '抽查任务，共' + found.tasks + '项');
    if (found.objects && found.tasks) out += '；抽查任务，共' + found.tasks + '项';
    if (found.objects + found.tasks > found.hits.length) out += '。只显示前' + found.hits.length + '项，多输入几个字可以缩小范围';
    return out;
  }

  var asked = 0; // only the newest question is answered
  async function show(words) {
    var mine = ++asked;
    if (words.trim() === '') {
      said.textContent = '';
      emptied(list);
      return;
    }
    try {
      var found = await search.find(words);
      if (mine !== asked) return;
      said.textContent = sentence(found, words.trim());
      emptied(list);
      found.hits.concat(found.near).forEach(function (hit) { list.append(item(hit, found)); });
    } catch (error) {
      if (mine !== asked) return;
      said.textContent = location.protocol === 'file:'
        ? '这个页面是从本机文件打开的，浏览器不允许它读取查询索引，不能查询。请从目录查找，或者在网站上查询'
        : '查询索引没有读到，请稍后再试，或者从目录查找';
      emptied(list);
    }
  }

  function addressFor(words) {
    var url = new URL(location.href);
    if (words.trim() === '') url.searchParams.delete('q'); else url.searchParams.set('q', words.trim());
    return url;
  }

  function remember(words, how) {
    try { // a page opened as a file may have no history of its own
      if (addressFor(words).href !== location.href) history[how]({}, '', addressFor(words));
    } catch (error) { /* comfort only */ }
  }

  function fromAddress() {
    input.value = new URL(location.href).searchParams.get('q') || '';
    show(input.value);
  }

  var composing = false, timer = 0;
  input.addEventListener('compositionstart', function () { composing = true; });
  input.addEventListener('compositionend', function () { composing = false; later(); });
  function later() {
    clearTimeout(timer);
    timer = setTimeout(function () { remember(input.value, 'replaceState'); show(input.value); }, 250);
  }
  input.addEventListener('input', function (event) {
    if (!composing && !event.isComposing) later();
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (composing) return; // Enter chose a word of the input method
    clearTimeout(timer);
    remember(input.value, 'pushState');
    show(input.value);
  });
  window.addEventListener('popstate', fromAddress);
  fromAddress();
})();
