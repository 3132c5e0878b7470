// Names of persons: after a label, as a rule.
#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.hpp"
#include "rules/secrecy/personal_words.hpp"
#include "rules/secrecy/words.hpp"

namespace gongshi {
namespace {

using namespace words;

/// Common surnames; those that are mostly other words (和, 向, 查, 全, 时, 单, 明 …) are left out.
constexpr std::string_view surnames =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳"
    "甘祝包宁尚符舒阮柯纪梅童凌毕裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳阎穆农司卓古吉缪简车项连芦麦褚娄窦戚岑"
    "景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩苑池查佘鞠";
constexpr std::array<std::string_view, 12> double_surnames{"欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟",
                                                           "公孙", "慕容", "令狐", "宇文", "司徒", "夏侯"};

/// Ends of what stands where a name could: offices, places, trades, posts.
constexpr std::string_view no_name_ends =
    "科股室局办所站队处部厅组院委员人店厂社行馆坊铺场司会校园村镇县市区乡州路街等者证号长任师容式间期法规章项目氏副记酒";
/// The commonest surnames that hardly begin another word: enough of a sign where nothing but the next word says that it is a name.
constexpr std::string_view sure_surnames =
    "王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭肖董袁潘蒋蔡杜叶魏吕丁沈姚卢姜崔谭陆汪范廖贾韦邹孟秦邱薛闫侯陶黎贺顾郝龚邵";
/// Words of two characters that begin with a surname; the first ones with one of the commonest.
constexpr std::string_view words_with_surname =
    "陆家陆续陆上陆路陆地陆丰陆战杜蕾杜绝陈述陈列陈旧陈设陈腐陈皮许可许多许诺许久许昌许愿许配张贴张扬张挂张罗张口张氏张湾张掖张榜罗列罗马"
    "罗田罗山罗森罗城郑重郑州郑煤董事周边周围周知周期周一周二周三周四周五周六周日周末周报周检周例周次周内周年周转周密周全周详周到周刊周长"
    "周身周口周黑周遭周游林地林业林区林权林草林场林带林间林下林立黄金黄色黄线黄标黄河黄土黄冈黄石黄陂黄昏黄连黄陵黄沙黄山黄花黄豆黄瓜黄埔"
    "黄岛黄浦黄酒黄纸黄鳝黄水黄道黄褐黄疸黄牌黄州黄骅范围范畴范本范例顾客顾问顾虑顾及顾不顾得顾念胡乱胡同胡须胡椒贺信贺州谢绝谢意谢谢谢罪"
    "吕梁唐山唐代唐朝韩城韩语韩国沈阳邵阳秦皇秦岭秦腔王府王牌王氏王老王室王位叶片叶轮叶县丁类丁字丁烷丁烯陶瓷陶土陶器陶片陶然曹妃孙子孙女"
    "郭氏郭记李氏邱县侯马徐州徐汇肖像邓州蔡甸孟津朱漆吴县汪清谭木宋城宋代宋朝杨柳黎族付款付费付清付出安全安排安装安监安环安徽安置安慰安定"
    "高级高度高压高温高效高速高新高于高中高校高考高大高层高尚高产高档高处高低高炉高架高空高硫高浓高管高兴高原高出高山马上马路江苏江西江边"
    "江南江陵江湖江夏江北金属金融金额金钱金牌金银方便方案方面方可方才方式方法方向方程方位方形方针常见常规常用常务常年常住常驻常态常温常委"
    "常常常设常有常绿万元万达万科万吨万余万平万亩万公万岁万美万一严格严禁严重严厉严密严谨严守严峻严肃钱款雷电石油石化石料石首石桥石膏石器"
    "石材石灰石块石棉石板白天白色白班白酒白灰白糖白油白水段长汤类温度温馨温暖温和温带温柔温差温控温室温泉康复康师牛奶牛羊牛肉齐全易燃易制"
    "易爆易耗易于易腐易碎关于关闭关停关键关联关系关注关门关口关头焦化焦炭焦点焦急焦油左右左侧左边左权左手包括包装包含包保包联包头包袱包裹"
    "包干包材包车包围宁可宁夏宁波尚未尚在尚无尚不尚品尚有符合符号纪检纪委纪律纪念纪录成立成员成功成都成为成品成本成绩成果成分成熟成就成效"
    "成交成型成套成批苗木苗族谷物谷地盛装盛产盛大盛放曲线曲折路面路边路线路桥路口路上路灯路段管理管道管控管委管网管辖管家管制管材管件管线"
    "管路管护柴油房产房东房管房屋房门房价房内房间房子房地解释解除解决解放解答解散解体解读农民农户农业农村农机农药农贸农产农场农田农作商户"
    "商贩商家商铺商贸商品商业商城商量商议商务商场商店车辆车间车站车上车牌车子车厢车体车用车载车次车身车主车程简易简称简单简介简化简历项目"
    "连续连锁连接连忙连连连同连夜景区景点景色景观景象党员党委党政党组党内费用冷链冷库冷藏冷却冷静卫生卫健应当应急应由应在应为应于应整应按"
    "应依应到应有应将应付应该应用应聘应届应力应变应试沙石沙漠沙发荣获巩固池塘查询查看查封查无查实查明查处于当于本于该于次于今于日于是童装"
    "童车毛坯毛利毛巾毛发毛病钟点钟表尹庄乔木施工施行施展倪庄庞大颜色欧美欧洲欧盟欧元翟镇申请申报申辩申诉聂氏鲁能华润华联华能华电华北华东"
    "华南华中龙头龙湖龙门伍家余款余下余额余料余地苏宁程序程度任务任何任意任职任期任免任命任教任用夏季田间田地孔径史料武汉武警武器武昌武装"
    "武士武力莫名莫非戴口游客游泳游行游览游戏辛苦靳家鲍鱼喻示滕州饶有牟利艾草艾滋尤其尤为阳台穆斯司机司法司令卓越古建古树古代古城古墓古迹"
    "吉林缪误梅花梅雨凌晨毕业毕竟裴氏霍乱涂料涂装涂层宫颈宫廷宫女卜算晏氏席位柏油宗教宗旨瞿氏桂林佟氏臧氏闵行邬氏师傅师父仇视栾川隋代刁难"
    "甄别丛林仲裁虞城敖包佘山鞠躬舒适舒城舒服阮氏柯城甘肃甘油甘草祝贺柳州柳树俞氏兰州兰花耿氏章程章节岳阳殷实詹氏曾经蒙古何况何必何等何时"
    "何不何未何以边缘边界边境边坡边角边沿蓝色庄重庄严";
/// As names are masked in public: the surname, then one of these.
constexpr std::array<std::string_view, 60> masking_titles{
    "经理", "警官", "总监", "主任", "师傅", "厂长", "站长", "会计", "书记", "老师", "医生", "医师", "教授", "局长", "科长",
    "股长", "所长", "队长", "处长", "部长", "院长", "校长", "店长", "组长", "班长", "镇长", "乡长", "村长", "县长", "市长",
    "区长", "社长", "馆长", "园长", "行长", "庭长", "矿长", "店主", "老板", "主管", "主席", "董事", "先生", "女士", "小姐",
    "太太", "同志", "大队", "中队", "支队", "律师", "法官", "出纳", "工程", "总",   "工",   "董",   "副",   "姓",   "氏"};
/// What may follow a name in a sentence.
constexpr std::array<std::string_view, 99> next_words{
    "和",   "与",   "及",   "跟",   "对",   "未",   "在",   "的",   "不",   "已",   "因",   "系",   "称",   "到",   "将",   "于",   "均",
    "拒",   "签",   "说",   "从",   "向",   "以",   "曾",   "表示", "承认", "提供", "反映", "陈述", "陪同", "介绍", "解释", "现场", "配合",
    "接受", "确认", "出具", "出示", "提出", "承诺", "辩称", "申辩", "认为", "补充", "要求", "带领", "带队", "告知", "收到", "领取", "负责",
    "无法", "没有", "进行", "采取", "擅自", "违反", "同意", "自述", "涉嫌", "当场", "代为", "组成", "担任", "提交", "无证", "持证", "驾驶",
    "操作", "依法", "经",   "联系", "失联", "被",   "变更", "履",   "男",   "女",   "没",   "外出", "是",   "持有", "使用", "利用", "开展",
    "实施", "参加", "参与", "共同", "分别", "前往", "下落", "申请", "投诉", "请",   "了解", "证实", "应",   "正在"};
constexpr std::array<std::string_view, 18> titles{"同志", "先生", "女士", "科长", "局长", "主任", "队长", "股长", "所长",
                                                  "站长", "大队", "副",   "等",   "两人", "二人", "两名", "2人",  "2名"};
/// Posts that stand before a name.
constexpr std::array<std::string_view, 23> posts{"副",   "大队长",   "中队长", "支队长", "队长", "组长", "科长",   "股长",
                                                 "局长", "主任科员", "主任",   "所长",   "站长", "厂长", "总经理", "经理",
                                                 "科员", "队员",     "组员",   "民警",   "一级", "四级", "执法员"};

/// What stands before a name. After a loose one also stand firms and groups: there only the commonest surnames do.
struct Label {
  std::string_view word;
  bool loose = false;
};
constexpr std::array<Label, 75> labels{
    {{"检查人员"},     {"执法检查人员"}, {"执法人员"},     {"检查人"},           {"检查组成员"},       {"检查员"},         {"执法员"},
     {"执法人"},       {"联系人"},       {"联络员"},       {"联络人"},           {"经办人"},           {"承办人"},         {"主办人"},
     {"协办人"},       {"调查人员"},     {"调查人"},       {"记录人"},           {"陪同人"},           {"陪同人员"},       {"负责人"},
     {"法定代表人"},   {"法人代表"},     {"见证人"},       {"责任人"},           {"环保专员"},         {"安全员"},         {"网格员"},
     {"监督员"},       {"填表人"},       {"审核人"},       {"复核人"},           {"签收人"},           {"送达人"},         {"采样人"},
     {"姓名"},         {"组长"},         {"当事人", true}, {"经营者", true},     {"受检人", true},     {"被检查人", true}, {"举报人", true},
     {"投诉人", true}, {"法人", true},   {"代理人", true}, {"委托代理人", true}, {"实际控制人", true}, {"委托人", true},   {"申请人", true},
     {"业主", true},   {"户主", true},   {"店主", true},   {"车主", true},       {"房主", true},       {"股东", true},     {"队长", true},
     {"厂长", true},   {"经理", true},   {"驾驶员", true}, {"管理员", true},     {"合伙人", true},     {"人员", true},     {"姓 名"},
     {"店长", true},   {"董事长", true}, {"监事", true},   {"老板", true},       {"司机", true},       {"自然人", true},   {"名叫", true},
     {"名字", true},   {"校长", true},   {"院长", true},   {"园长", true},       {"总监", true}}};

bool is_han(std::string_view text, std::size_t at) {
  if (at + han > text.size()) return false;
  std::size_t next = at;
  char32_t c = next_character(text, next);
  return next - at == han && ((c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf)) && c != U'某';
}

std::string_view han_run(std::string_view text) {
  std::size_t at = 0;
  while (at < 8 * han && is_han(text, at)) at += han;  // longer than any name
  return text.substr(0, at);
}

bool surname(std::string_view character) { return holds(surnames, character); }

bool double_surname(std::string_view run) {
  return run.size() >= 2 * han && std::ranges::find(double_surnames, run.substr(0, 2 * han)) != double_surnames.end();
}

/// 王经理, 李工: all that is told is the surname.
bool masked_by_title(std::string_view run) {
  if (double_surname(run) && begins_with_any(run.substr(2 * han), masking_titles)) return true;
  return run.size() > han && surname(run.substr(0, han)) && begins_with_any(run.substr(han), masking_titles);
}

/// 王家, 王家庄
bool hamlet(std::string_view run) {
  if (run.size() == 2 * han) return run.ends_with("家");
  return run.size() == 3 * han && run.substr(han, han) == "家" && holds("庄沟湾坡岭寨堡屯坪洼口集营河桥", run.substr(2 * han));
}

/// A whole run of characters as a name.
bool name(std::string_view run) {
  bool twice = double_surname(run);
  if (run.size() < (twice ? 3 : 2) * han || run.size() > (twice ? 4 : 3) * han) return false;
  if (!twice && !surname(run.substr(0, han))) return false;
  if (holds(words_with_surname, run.substr(0, 2 * han)) || masked_by_title(run) || hamlet(run)) return false;
  return !holds(no_name_ends, run.substr(run.size() - han));
}

bool sure_name(std::string_view run) { return name(run) && (double_surname(run) || holds(sure_surnames, run.substr(0, han))); }

bool titled(std::string_view text) { return begins_with_any(text, titles); }

bool clause_ends(std::string_view text) {
  static constexpr std::array<std::string_view, 6> ends{"。", "、", "”", "」", "】", " |"};
  return text.empty() || text.find_first_of(",;:\n)\"/|]") == 0 || begins_with_any(text, ends);
}

/// 欧阳某, 欧阳*, 王小×
bool masked_after(std::string_view text, std::string_view run) {
  static constexpr std::array<std::string_view, 8> masks{"某", "×", "X", "x", "○", "〇", "□", "●"};
  std::string_view rest = text.substr(run.size());
  return begins_with_any(rest, masks) || (rest.starts_with('*') && run.size() == 2 * han && double_surname(run));
}

/// The name that a text begins with: the whole run, or what stands before a title, another name or the next word of the sentence.
std::string_view leading_name(std::string_view text) {
  std::string_view run = han_run(text);
  if (run.size() < 2 * han || masked_by_title(run) || masked_after(text, run)) return {};
  if (name(run)) return run;
  for (std::size_t n : {2 * han, 3 * han, 4 * han}) {
    if (run.size() <= n) break;
    std::string_view first = run.substr(0, n);
    std::string_view rest = run.substr(n);
    if (titled(rest) ? name(first) : sure_name(first) && (begins_with_any(rest, next_words) || (run.size() > 4 * han && sure_name(rest))))
      return first;
  }
  return {};
}

/// Blanks, line breaks and the marks of Markdown, between a label and what it is about.
void skip_marks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(" \r\n*_>#"), text.size())); }

/// `王 明`: one character, a blank, one character.
std::string_view spaced_name(std::string_view text) {
  std::string_view first = han_run(text);
  if (first.size() != han || !surname(first)) return {};
  std::string_view rest = text.substr(han);
  skip_blanks(rest);
  std::string_view second = han_run(rest);
  if (second.size() != han || rest.size() == text.size() - han) return {};
  return text.substr(0, static_cast<std::size_t>(rest.data() - text.data()) + han);
}

/// `1.`, `(1)`, `①` or `一、` before the first of several.
void skip_number(std::string_view& text) {
  skip_blanks(text);
  std::string_view rest = text;
  if (rest.starts_with("①") || rest.starts_with("⑴") || rest.starts_with("❶")) return text.remove_prefix(han);
  bool open = rest.starts_with('(');
  if (open) rest.remove_prefix(1);
  std::size_t n = 0;
  while (n < rest.size() && n < 2 && digit(rest[n])) ++n;
  if (n == 0 && (rest.starts_with("一") || rest.starts_with("甲"))) n = han;
  if (n == 0) return;
  rest.remove_prefix(n);
  for (std::string_view end : {")", ".", "、", " ", ":"})
    if (rest.starts_with(end) && (!open || end == ")")) {
      text = rest.substr(end.size());
      return skip_blanks(text);
    }
}

void skip_quote(std::string_view& text) {
  for (std::string_view quote : {"“", "\"", "「", "【", "《", "‘", "["}) skip(text, quote);
}

/// 副队长, before a name.
void skip_posts(std::string_view& text) {
  for (int i = 0; i < 2; ++i)
    for (std::string_view post : posts) skip(text, post);
  skip_blanks(text);
}

/// Whether more names follow one, as `、李四`.
bool another_name(std::string_view rest) {
  return std::ranges::any_of(std::array<std::string_view, 4>{"、", ",", " ", "/"}, [&](std::string_view between) {
    return rest.starts_with(between) && !leading_name(rest.substr(between.size())).empty();
  });
}

/// A bracket at the beginning of a text, without its signs; at most twenty characters.
std::string_view leading_bracket(std::string_view text) {
  if (!text.starts_with('(')) return {};
  std::size_t end = text.substr(0, 20 * han).find(')');
  return end == std::string_view::npos ? std::string_view() : text.substr(1, end - 1);
}

/// The first of the names that a bracket after a label holds, as in `检查人员（王小明、李华）`.
std::string_view bracketed_name(std::string_view inside, bool loose) {
  skip_number(inside);
  skip_posts(inside);
  std::string_view found = leading_name(inside);
  if (found.empty()) return {};
  std::string_view rest = inside.substr(found.size());
  return sure_name(found) || (!loose && another_name(rest)) ? found : std::string_view();
}

/// After a label and what belongs to it. `told`: a colon, 为 or 是 stood between.
std::string_view name_here(std::string_view text, bool told, bool loose) {
  std::string_view found = leading_name(text);
  if (found.empty()) return told && !loose ? spaced_name(text) : found;
  if (loose && !sure_name(found)) return {};
  std::string_view rest = text.substr(found.size());
  if (sure_name(found) && rest.find_first_not_of("0123456789") >= 7 && rest.size() >= 7) return found;  // a phone
  if (told || rest.starts_with("(") || titled(rest)) return found;
  if (sure_name(found) && (clause_ends(rest) || begins_with_any(rest, next_words))) return found;
  return another_name(rest) ? found : std::string_view();
}

/// `县局王小明`, `执法大队李华、`
std::string_view name_of_office(std::string_view text) {
  constexpr std::string_view offices = "局队科所站股室部处";
  std::string_view run = han_run(text);
  for (std::size_t at = han; at + 2 * han < run.size(); at += han) {
    if (!holds(offices, run.substr(at, han))) continue;
    std::string_view rest = text.substr(at + han);
    std::string_view found = leading_name(rest);
    if (sure_name(found) && clause_ends(rest.substr(found.size()))) return found;
  }
  return {};
}

/// After a label: the name that follows, if it does. `colon`: only after a colon.
std::string_view labelled_name(std::string_view text, bool loose, bool colon) {
  for (std::string_view more : {"姓名", "名单", "签名", "签字"}) skip(text, more);
  if (std::string_view inside = leading_bracket(text); !inside.empty()) {
    if (std::string_view found = bracketed_name(inside, loose); !found.empty()) return colon ? std::string_view() : found;
    for (std::string_view firm : {"名称", "单位", "企业", "字号"}) loose = loose || inside.find(firm) != std::string_view::npos;
    text.remove_prefix(inside.size() + 2);
  }
  skip(text, ")");                                                                 // 法定代表人（负责人）：
  if (text.size() > 1 && digit(text[0]) && text[1] == ':') text.remove_prefix(1);  // 检查人员1：
  skip_marks(text);
  if (colon && !text.starts_with(':')) return {};
  bool told = false;
  for (std::string_view verb : {"分别是", "分别为", "为", "是", ":"}) {
    told = told || text.starts_with(verb);
    skip(text, verb);
    skip_marks(text);
  }
  if (told) {
    skip_number(text);
    skip_posts(text);
  } else {
    for (std::string_view verb : {"有", "包括", "系", "由", "叫", "名叫", "|", "--", "-", "=", "/"}) skip(text, verb);
    skip_blanks(text);
  }
  skip_quote(text);
  std::string_view found = name_here(text, told, loose);
  return found.empty() && told && !loose ? name_of_office(text) : found;
}

/// As names are masked in public: the surname, and how many characters follow.
std::string masked_person(std::string_view label, std::string_view found) {
  std::string out(label);
  out += "：" + std::string(found.substr(0, han));
  for (std::size_t i = han; i < found.size(); i += han) out += "*";
  return out;
}

struct LabelFound {
  Label label;
  bool colon;  ///< any word for a person: only with a colon after it
};

/// The longest label that a text ends with; its word is empty where there is none.
LabelFound label_ending(std::string_view text) {
  LabelFound found{{}, false};
  for (const Label& label : labels)
    if (label.word.back() == text.back() && label.word.size() > found.label.word.size() && text.ends_with(label.word)) found.label = label;
  if (!found.label.word.empty()) return found;
  for (std::string_view any : {"人", "员", "者"})
    if (text.ends_with(any)) return {{text.substr(text.size() - han), true}, true};
  return found;
}

}  // namespace

std::vector<WordsFound> personal_names(std::string_view plain) {
  std::vector<WordsFound> out;
  const char* last = nullptr;  // 法定代表人（负责人）：王小明 is one name after two labels
  for (std::size_t at = 0; at + han <= plain.size(); ++at) {
    if (static_cast<unsigned char>(plain[at]) < 0xe4 || !may_end_label(packed(plain.substr(at, han)))) continue;
    std::string_view before = plain.substr(0, at + han);
    auto [label, colon] = label_ending(before);
    if (label.word.empty()) continue;
    std::string_view found = labelled_name(plain.substr(at + han), label.loose, colon);
    if (found.empty() || found.data() == last) continue;
    last = found.data();
    out.push_back({Personal::name, at + han - label.word.size(), masked_person(label.word, found)});
  }
  return out;
}

bool reads_like_name(std::string_view text) { return han_run(text).size() == text.size() && name(text); }

}  // namespace gongshi
